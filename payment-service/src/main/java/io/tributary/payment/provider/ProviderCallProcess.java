package io.tributary.payment.provider;

import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentQuery.FindPayment;
import io.tributary.api.payment.PaymentStatus;
import io.tributary.payment.payments.PaymentProjection;
import org.axonframework.eventhandling.EventHandler;

/** What the provider is asked for, as each payment goes its way. */
class ProviderCallProcess {
    private final PaymentProjection payments;
    private final ProviderCalls calls;

    ProviderCallProcess(PaymentProjection payments, ProviderCalls calls) {
        this.payments = payments;
        this.calls = calls;
    }

    /** The payment may have ended in the same commit or since: then no money is asked for. */
    @EventHandler
    void on(PaymentRequested event) {
        if (isStillRequested(event.paymentId())) {
            calls.authorize(event.paymentId(), event.amount(), event.method());
        }
    }

    private boolean isStillRequested(PaymentId payment) {
        return payments.find(new FindPayment(payment)).filter(found -> found.status() == PaymentStatus.REQUESTED).isPresent();
    }

    @EventHandler
    void on(PaymentVoided event) {
        calls.release(event.paymentId());
    }

    @EventHandler
    void on(LateAuthorizationRefused event) {
        calls.releaseLateHold(event.paymentId(), event.reference());
    }

    @EventHandler
    void on(PaymentRefunded event) {
        calls.refund(event.paymentId(), event.refundId(), event.amount());
    }
}
