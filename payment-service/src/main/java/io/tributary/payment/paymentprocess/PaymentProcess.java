package io.tributary.payment.paymentprocess;

import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.payment.PaymentCommand.RequestPayment;
import io.tributary.api.payment.PaymentCommand.VoidPayment;
import io.tributary.api.payment.PaymentId;
import io.tributary.chassis.processing.Reactions;
import io.tributary.payment.payercopy.PayerCopy;
import io.tributary.payment.provider.ProviderCalls;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;

/**
 * What an order means for its payment: placed, it is requested; cancelled, it is voided; shipped, it is captured. One processor, in the
 * order of each order's events, so that a void cannot overtake its request.
 */
class PaymentProcess {
    private final Reactions reactions;
    private final PayerCopy payers;
    private final ProviderCalls calls;

    PaymentProcess(Reactions reactions, PayerCopy payers, ProviderCalls calls) {
        this.reactions = reactions;
        this.payers = payers;
        this.calls = calls;
    }

    @EventHandler
    void on(OrderPlaced event, EventMessage<OrderPlaced> cause) {
        reactions.send(cause, new RequestPayment(PaymentId.forOrder(event.orderId()), event.orderId(), payers.seen(event.customerId()),
                event.total(), event.paymentMethod()));
    }

    @EventHandler
    void on(OrderCancelled event, EventMessage<OrderCancelled> cause) {
        reactions.send(cause, new VoidPayment(PaymentId.forOrder(event.orderId()), event.orderId(), event.cancellationReason()));
    }

    @EventHandler
    void on(OrderShipped event) {
        calls.capture(PaymentId.forOrder(event.orderId()));
    }
}
