package io.tributary.order.customercopy;

import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserStatus;
import io.tributary.chassis.EventPosition;
import io.tributary.order.PositionedDocuments;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.bson.Document;

/** Keeps of user-service's customers what an order needs: name and status. */
class CustomerCopyReplica {
    private final PositionedDocuments customers;

    CustomerCopyReplica(PositionedDocuments customers) {
        this.customers = customers;
    }

    @EventHandler
    void on(UserRegistered event, EventPosition position) {
        apply(position, customer -> customer.append("name", event.name().value()).append("status", UserStatus.ACTIVE.name()));
    }

    @EventHandler
    void on(UserRenamed event, EventPosition position) {
        apply(position, customer -> customer.append("name", event.name().value()));
    }

    @EventHandler
    void on(UserDeactivated event, EventPosition position) {
        apply(position, customer -> customer.append("status", UserStatus.DEACTIVATED.name()));
    }

    @EventHandler
    void on(UserReactivated event, EventPosition position) {
        apply(position, customer -> customer.append("status", UserStatus.ACTIVE.name()));
    }

    /** Changes nothing that is kept here, but whoever waits for it must see that it has arrived. */
    @EventHandler
    void on(UserEmailChanged event, EventPosition position) {
        apply(position, customer -> customer);
    }

    private void apply(EventPosition position, UnaryOperator<Document> change) {
        customers.apply(position, change);
    }
}
