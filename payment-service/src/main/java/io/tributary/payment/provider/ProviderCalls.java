package io.tributary.payment.provider;

import io.tributary.api.Money;
import io.tributary.api.NameBasedId;
import io.tributary.api.payment.PaymentId;
import io.tributary.payment.provider.ProviderRequest.Authorize;
import io.tributary.payment.provider.ProviderRequest.Capture;
import io.tributary.payment.provider.ProviderRequest.Refund;
import io.tributary.payment.provider.ProviderRequest.Release;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks the provider on behalf of payments. A call is written down before it is sent, under an id that follows from its payment, so that
 * asking again for the same thing changes nothing, and a crash neither loses nor doubles it.
 */
@Component
public class ProviderCalls {
    private final ProviderCallTable table;

    ProviderCalls(ProviderCallTable table) {
        this.table = table;
    }

    /** Nothing is asked for an order's money twice: the second time the call stands already. */
    void authorize(PaymentId payment, Money amount, String method) {
        table.open(payment, new Authorize(holdOf(payment), amount, method));
    }

    /**
     * Collects what is held.
     *
     * @throws IllegalStateException if no money was ever asked for
     */
    public void capture(PaymentId payment) {
        var call = table.find(holdOf(payment)).orElseThrow(
                () -> new IllegalStateException("payment %s is to be captured but was never authorised".formatted(payment)));
        if (call.request() instanceof Authorize(var hold, var amount, _)) {
            table.open(payment, new Capture(callId(payment, "capture"), hold, amount));
        }
    }

    /** The authorisation is no longer wanted: it is not sent again, and what it may hold is given free. */
    void release(PaymentId payment) {
        if (table.find(holdOf(payment)).isPresent()) {
            table.withdraw(holdOf(payment));
            table.open(payment, new Release(callId(payment, "release"), holdOf(payment)));
        }
    }

    /** The provider held money although it was told to give it free: it is told again. */
    void releaseLateHold(PaymentId payment, String reference) {
        table.open(payment, new Release(callId(payment, "release " + reference), holdOf(payment)));
    }

    void refund(PaymentId payment, UUID refundId, Money amount) {
        table.open(payment, new Refund(refundId, holdOf(payment), amount));
    }

    private static UUID holdOf(PaymentId payment) {
        return callId(payment, "authorize");
    }

    private static UUID callId(PaymentId payment, String purpose) {
        return NameBasedId.of(payment.value(), purpose);
    }
}
