package io.tributary.order.paymentoutcome;

import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.chassis.processing.Reactions;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;

class WhenPaymentDeclinedThenCancelOrder {
    static final String REASON = "payment-declined";
    private final Reactions reactions;

    WhenPaymentDeclinedThenCancelOrder(Reactions reactions) {
        this.reactions = reactions;
    }

    @EventHandler
    void on(PaymentDeclined event, EventMessage<PaymentDeclined> cause) {
        reactions.send(cause, new CancelUnpaidOrder(event.orderId(), REASON));
    }
}
