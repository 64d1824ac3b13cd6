package io.tributary.order.ordering;

import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderId;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.web.HttpCommands;
import io.tributary.chassis.web.HttpCommands.Created;
import io.tributary.chassis.web.PlainText;
import io.tributary.chassis.web.Refuses;
import io.tributary.order.customercopy.CustomerCopy;
import io.tributary.security.Caller;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderCommandEndpoint {
    private final HttpCommands commands;
    private final OrderQueryEndpoint orders;
    private final CustomerCopy customers;
    private final Clock clock;

    OrderCommandEndpoint(HttpCommands commands, OrderQueryEndpoint orders, CustomerCopy customers, Clock clock) {
        this.commands = commands;
        this.orders = orders;
        this.customers = customers;
        this.clock = clock;
    }

    record OrderCreated(OrderId orderId) {}

    record CancelOrderRequest(@PlainText(max = 500) String reason) {}

    record ShipOrderRequest(@PlainText(max = 100) String trackingNumber) {}

    @PostMapping("/orders")
    @Refuses(rule = "customer-not-active", unavailable = ViewBeingFilled.SLUG)
    Created<OrderCreated> place(Caller caller, @Valid @RequestBody PlaceOrderRequest request) {
        var id = new OrderId(UUID.randomUUID());
        var command = request.toCommand(id, customer(caller, request.customerId()), clock.instant());
        return commands.create(command, URI.create("/orders/" + id), new OrderCreated(id));
    }

    @PostMapping("/orders/{id}/cancellation")
    @Refuses(unknown = "order-not-found", rule = "order-already-shipped")
    ResponseEntity<Void> cancel(Caller caller, @PathVariable UUID id, @Valid @RequestBody CancelOrderRequest request) {
        return commands.change(new CancelOrder(orders.idOf(caller, id), request.reason()));
    }

    @PostMapping("/orders/{id}/shipment")
    @Refuses(unknown = "order-not-found", rule = {"order-not-confirmed", "order-already-cancelled", "order-already-shipped"})
    ResponseEntity<Void> ship(@PathVariable UUID id, @Valid @RequestBody ShipOrderRequest request) {
        return commands.change(new ShipOrder(new OrderId(id), request.trackingNumber()));
    }

    /** To a customer, another one looks like nobody. */
    private CustomerSeen customer(Caller caller, UserId customer) {
        return caller.maySee(customer.value()) ? customers.seen(customer) : CustomerCopy.neverSeen(customer);
    }
}
