package io.tributary.chassis.processing.store.postgres;

import io.tributary.chassis.processing.store.Documents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code chassis_document}. */
public final class PostgresDocuments implements Documents {
    private final JdbcTemplate jdbc;

    public PostgresDocuments(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Document> find(String kind, String id) {
        return jdbc.query("select id, version, body from chassis_document where kind = ? and id = ?", (row, _) -> read(row), kind,
                id).stream().findFirst();
    }

    @Override
    public List<Document> all(String kind) {
        return jdbc.query("select id, version, body from chassis_document where kind = ? order by id", (row, _) -> read(row), kind);
    }

    @Override
    public boolean write(String kind, String id, long expected, String body) {
        if (expected == ABSENT) {
            return jdbc.update("insert into chassis_document (kind, id, version, body) values (?, ?, 1, ?) on conflict do nothing", kind,
                    id,
                    body) == 1;
        }
        return jdbc.update("update chassis_document set version = version + 1, body = ? where kind = ? and id = ? and version = ?", body,
                kind,
                id, expected) == 1;
    }

    @Override
    public void delete(String kind, String id) {
        jdbc.update("delete from chassis_document where kind = ? and id = ?", kind, id);
    }

    private static Document read(ResultSet row) throws SQLException {
        return new Document(row.getString(1), row.getLong(2), row.getString(3));
    }
}
