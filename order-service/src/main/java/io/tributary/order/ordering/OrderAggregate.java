package io.tributary.order.ordering;

import io.tributary.api.order.OrderCommand;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.order.ordering.Order.NotPlaced;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(type = "order", commandTargetResolver = "commandTargets", cache = "aggregateCache", lockFactory = "aggregateLocks", snapshotTriggerDefinition = "snapshotTriggerDefinition")
class OrderAggregate {
    @AggregateIdentifier private @Nullable String id;
    private Order order = new NotPlaced();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void on(PlaceOrder command) {
        handle(command);
    }

    @CommandHandler
    void on(ConfirmOrder command) {
        handle(command);
    }

    @CommandHandler
    void on(CancelOrder command) {
        handle(command);
    }

    @CommandHandler
    void on(CancelUnpaidOrder command) {
        handle(command);
    }

    @CommandHandler
    void on(ShipOrder command) {
        handle(command);
    }

    private void handle(OrderCommand command) {
        OrderDecider.decide(order, command).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(OrderEvent event) {
        id = event.orderId().text();
        order = Order.evolve(event);
    }
}
