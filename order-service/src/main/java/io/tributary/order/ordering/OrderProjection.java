package io.tributary.order.ordering;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderQuery.FindOrder;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.order.customercopy.CustomerCopy;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** One order, folded from its own events at each read and therefore never stale; only the customer's name comes from the copy. */
@Component
class OrderProjection {
    private final AggregateStreams streams;
    private final CustomerCopy customers;

    OrderProjection(AggregateStreams streams, CustomerCopy customers) {
        this.streams = streams;
        this.customers = customers;
    }

    @QueryHandler
    Optional<OrderView> find(FindOrder query) {
        return streams.fold(query.orderId().text(), OrderEvent.class, Optional.<OrderView>empty(), OrderProjection::after).state().map(
                order -> order.withCustomerName(customers.name(order.customerId()).orElse(null)));
    }

    private static Optional<OrderView> after(Optional<OrderView> order, OrderEvent event) {
        return event instanceof OrderPlaced placed ? Optional.of(OrderView.of(placed)) : order.map(known -> known.after(event));
    }
}
