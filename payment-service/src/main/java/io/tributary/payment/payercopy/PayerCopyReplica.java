package io.tributary.payment.payercopy;

import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserStatus;
import io.tributary.chassis.EventPosition;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps of user-service's customers what a payment needs: whether they are active. */
class PayerCopyReplica {
    static final String NAME = "payer-copy";
    private final JdbcClient jdbc;
    private final int generation;

    PayerCopyReplica(JdbcClient jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    @EventHandler
    void on(UserRegistered event, EventPosition position) {
        write(UserStatus.ACTIVE, position);
    }

    @EventHandler
    void on(UserDeactivated event, EventPosition position) {
        write(UserStatus.DEACTIVATED, position);
    }

    @EventHandler
    void on(UserReactivated event, EventPosition position) {
        write(UserStatus.ACTIVE, position);
    }

    @EventHandler
    void on(UserRenamed event, EventPosition position) {
        moveOn(position);
    }

    @EventHandler
    void on(UserEmailChanged event, EventPosition position) {
        moveOn(position);
    }

    private void write(UserStatus status, EventPosition position) {
        jdbc.sql("""
                insert into payer_copy (generation, id, status, position) values (:generation, :id, :status, :position)
                on conflict (generation, id) do update set status = excluded.status, position = excluded.position
                where payer_copy.position < :unseenBelow""").param("unseenBelow", position.unseenBelow()).param("generation",
                generation).param("id", position.key()).param(
                        "status",
                        status.name()).param("position", position.position()).update();
    }

    /** Changes nothing that is kept here, but whoever waits for the event must see that it has arrived. */
    private void moveOn(EventPosition position) {
        jdbc.sql(
                "update payer_copy set position = :position where generation = :generation and id = :id and position < :unseenBelow").param(
                        "unseenBelow",
                        position.unseenBelow()).param(
                                "generation", generation).param("id", position.key()).param("position", position.position()).update();
    }
}
