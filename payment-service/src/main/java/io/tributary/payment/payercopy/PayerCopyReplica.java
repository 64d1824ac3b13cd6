package io.tributary.payment.payercopy;

import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserStatus;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Keeps of user-service's customers what a payment needs: whether they are active. A batch of events is one batch of statements. */
class PayerCopyReplica implements BatchProjection.Rows {
    static final String NAME = "payer-copy";
    private static final String WRITE = """
            insert into payer_copy (generation, id, status, position)
            values (:generation, :id, coalesce(:status, 'ACTIVE'), :position)
            on conflict (generation, id) do update set status = coalesce(:status, payer_copy.status), position = excluded.position
            where payer_copy.position < :unseenBelow""";
    private final NamedParameterJdbcTemplate jdbc;
    private final int generation;

    PayerCopyReplica(JdbcTemplate jdbc, int generation) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.generation = generation;
    }

    @Override
    public void write(EventBatch batch) {
        jdbc.batchUpdate(WRITE, batch.values(UserEvent.class, this::row));
    }

    private SqlParameterSource row(UserEvent event, PositionedEvent at) {
        return new MapSqlParameterSource("generation", generation).addValue("id", event.source().text()).addValue("status", status(event),
                Types.VARCHAR).addValue("position", at.position()).addValue("unseenBelow", at.unseenBelow());
    }

    /** Null where nothing changes that is kept here; whoever waits for the event must still see that it has arrived. */
    private static @Nullable String status(UserEvent event) {
        return switch (event) {
            case UserRegistered _,UserReactivated _ -> UserStatus.ACTIVE.name();
            case UserDeactivated _ -> UserStatus.DEACTIVATED.name();
            case UserRenamed _,UserEmailChanged _ -> null;
        };
    }
}
