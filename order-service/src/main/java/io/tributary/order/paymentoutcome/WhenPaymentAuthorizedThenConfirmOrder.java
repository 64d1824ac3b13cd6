package io.tributary.order.paymentoutcome;

import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.chassis.processing.Reactions;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;

class WhenPaymentAuthorizedThenConfirmOrder {
    private final Reactions reactions;

    WhenPaymentAuthorizedThenConfirmOrder(Reactions reactions) {
        this.reactions = reactions;
    }

    @EventHandler
    void on(PaymentAuthorized event, EventMessage<PaymentAuthorized> cause) {
        reactions.send(cause, new ConfirmOrder(event.orderId(), event.paymentId().value()));
    }
}
