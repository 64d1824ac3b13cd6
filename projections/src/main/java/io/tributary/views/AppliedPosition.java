package io.tributary.views;

import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Up to where a view has applied one aggregate. */
public final class AppliedPosition {
    private AppliedPosition() {}

    /**
     * Reads one position, empty if there is none yet. The key may come from outside; what is not the id of an aggregate has no position.
     *
     * @param sql selects a position by the aggregate's id, its one parameter {@code id}
     */
    public static OptionalLong read(JdbcClient jdbc, String sql, String key) {
        try {
            var found = jdbc.sql(sql).param("id", UUID.fromString(key)).query(Long.class).list();
            return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
        } catch (IllegalArgumentException _) {
            return OptionalLong.empty();
        }
    }
}
