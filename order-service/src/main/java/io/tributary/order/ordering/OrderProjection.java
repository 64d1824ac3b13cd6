package io.tributary.order.ordering;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderQuery.FindOrder;
import io.tributary.order.customercopy.CustomerCopy;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One order, folded from its own events at each read and therefore never stale; only the customer's name comes from the copy. */
@Component
class OrderProjection {
    private final EventStore events;
    private final CustomerCopy customers;

    OrderProjection(EventStore events, CustomerCopy customers) {
        this.events = events;
        this.customers = customers;
    }

    @QueryHandler
    Optional<OrderView> find(FindOrder query) {
        @Nullable
        OrderView order = null;
        for (var event : events.readEvents(query.orderId().text()).asStream().map(e -> (OrderEvent) e.getPayload()).toList()) {
            order = event instanceof OrderPlaced placed ? OrderView.of(placed) : order == null ? null : order.after(event);
        }
        return Optional.ofNullable(order).map(found -> found.withCustomerName(customers.name(found.customerId()).orElse(null)));
    }
}
