package io.tributary.order.paymentdeadline;

import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventHandler;

/**
 * Cancels an order whose payment is neither authorised nor declined in time. Every instance looks for late orders; that two of them find
 * the same one does no harm, because an order is cancelled once.
 */
class WhenPaymentIsLateThenCancelOrder {
    static final String REASON = "payment-timeout";
    private final OpenDeadlines deadlines;
    private final CommandGateway commands;
    private final PaymentDeadlineSettings settings;
    private final Clock clock;

    WhenPaymentIsLateThenCancelOrder(OpenDeadlines deadlines, CommandGateway commands, PaymentDeadlineSettings settings, Clock clock) {
        this.deadlines = deadlines;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    @EventHandler
    void on(OrderPlaced event) {
        deadlines.open(event.orderId(), event.placedAt().plus(settings.paymentDeadline()));
    }

    @EventHandler
    void on(OrderConfirmed event) {
        deadlines.close(event.orderId());
    }

    @EventHandler
    void on(OrderCancelled event) {
        deadlines.close(event.orderId());
    }

    /** An order that cannot be cancelled now stays due. */
    void cancelLateOrders() {
        var cancellations = deadlines.due(clock.instant()).stream().map(this::cancel).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(cancellations).join();
    }

    private CompletableFuture<Void> cancel(OrderId late) {
        return commands.send(new CancelUnpaidOrder(late, REASON)).thenRun(() -> deadlines.close(late));
    }
}
