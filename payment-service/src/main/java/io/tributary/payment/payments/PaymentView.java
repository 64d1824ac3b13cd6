package io.tributary.payment.payments;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentStatus;
import io.tributary.api.user.UserId;
import org.jspecify.annotations.Nullable;

/** A payment as a reader sees it. One that was voided before it was requested has neither customer nor amount. */
public record PaymentView(PaymentId paymentId, OrderId orderId, @Nullable UserId customerId, PaymentStatus status, @Nullable Money amount,
        @Nullable Money refunded, @Nullable String declineReason, long version) {

    static PaymentView nothingOf(PaymentEvent first) {
        return new PaymentView(first.paymentId(), first.orderId(), null, PaymentStatus.REQUESTED, null, null, null, 0);
    }

    PaymentView after(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested e -> new PaymentView(paymentId, orderId, e.customerId(), PaymentStatus.REQUESTED, e.amount(),
                    Money.zero(e.amount().currency()), null, version + 1);
            case PaymentAuthorized _ -> changed(PaymentStatus.AUTHORIZED, refunded, null);
            case PaymentDeclined e -> changed(PaymentStatus.DECLINED, refunded, e.reason());
            case PaymentCaptured _ -> changed(PaymentStatus.CAPTURED, refunded, null);
            case PaymentVoided _ -> changed(PaymentStatus.VOIDED, refunded, null);
            case LateAuthorizationRefused _ -> changed(status, refunded, declineReason);
            case PaymentRefunded e ->
                changed(e.refunded().equals(amount) ? PaymentStatus.REFUNDED : PaymentStatus.CAPTURED, e.refunded(), null);
        };
    }

    private PaymentView changed(PaymentStatus newStatus, @Nullable Money newRefunded, @Nullable String reason) {
        return new PaymentView(paymentId, orderId, customerId, newStatus, amount, newRefunded, reason, version + 1);
    }
}
