package io.tributary.payment.payments;

import io.tributary.api.Money;
import io.tributary.api.payment.PaymentCommand;
import io.tributary.api.payment.PaymentCommand.AuthorizePayment;
import io.tributary.api.payment.PaymentCommand.CapturePayment;
import io.tributary.api.payment.PaymentCommand.DeclinePayment;
import io.tributary.api.payment.PaymentCommand.RefundPayment;
import io.tributary.api.payment.PaymentCommand.RequestPayment;
import io.tributary.api.payment.PaymentCommand.VoidPayment;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentRejected;
import io.tributary.api.payment.PaymentRejected.Reason;
import io.tributary.payment.payments.Payment.Authorized;
import io.tributary.payment.payments.Payment.Captured;
import io.tributary.payment.payments.Payment.Ended;
import io.tributary.payment.payments.Payment.NotRequested;
import io.tributary.payment.payments.Payment.Requested;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/** The rules of a payment. */
final class PaymentDecider {
    static final String PAYER_NOT_ACTIVE = "payer-not-active";

    private PaymentDecider() {}

    static List<PaymentEvent> decide(Payment payment, PaymentCommand command) {
        return switch (command) {
            case RequestPayment c -> request(payment, c);
            case AuthorizePayment c -> authorize(payment, c);
            case DeclinePayment c -> decline(payment, c);
            case CapturePayment c -> capture(payment, c);
            case VoidPayment c -> voidPayment(payment, c);
            case RefundPayment c -> refund(payment, c);
        };
    }

    /** Requested before, or voided before it was requested: nothing more happens. */
    private static List<PaymentEvent> request(Payment payment, RequestPayment command) {
        if (!(payment instanceof NotRequested)) {
            return List.of();
        }
        var requested = new PaymentRequested(command.paymentId(), command.orderId(), command.payer().customerId(), command.amount(),
                command.method());
        return command.payer().active()
                ? List.of(requested)
                : List.of(requested, new PaymentDeclined(command.paymentId(), command.orderId(), PAYER_NOT_ACTIVE));
    }

    private static List<PaymentEvent> authorize(Payment payment, AuthorizePayment command) {
        return switch (payment) {
            case NotRequested _ -> throw unknown(command.paymentId());
            case Requested p -> List.of(new PaymentAuthorized(command.paymentId(), p.orderId(), command.reference()));
            case Authorized _,Captured _ -> List.of(); // the provider answered twice
            case Ended p when p.knownHolds().contains(command.reference()) -> List.of();
            case Ended p -> List.of(new LateAuthorizationRefused(command.paymentId(), p.orderId(), command.reference()));
        };
    }

    private static List<PaymentEvent> decline(Payment payment, DeclinePayment command) {
        return switch (payment) {
            case NotRequested _ -> throw unknown(command.paymentId());
            case Requested p -> List.of(new PaymentDeclined(command.paymentId(), p.orderId(), command.reason()));
            case Authorized _,Captured _,Ended _ -> List.of(); // the first answer stands
        };
    }

    private static List<PaymentEvent> capture(Payment payment, CapturePayment command) {
        return switch (payment) {
            case NotRequested _ -> throw unknown(command.paymentId());
            case Authorized p -> List.of(new PaymentCaptured(command.paymentId(), p.orderId(), p.amount()));
            case Captured _ -> List.of();
            case Requested _,Ended _ -> throw new PaymentRejected(Reason.NOT_AUTHORIZED,
                    "payment %s is not authorised, so nothing can be captured".formatted(command.paymentId()));
        };
    }

    private static List<PaymentEvent> voidPayment(Payment payment, VoidPayment command) {
        return switch (payment) {
            case NotRequested _,Requested _,Authorized _ ->
                List.of(new PaymentVoided(command.paymentId(), command.orderId(), command.reason()));
            case Captured _ -> throw new PaymentRejected(Reason.ALREADY_CAPTURED,
                    "payment %s is captured: it can only be refunded".formatted(command.paymentId()));
            case Ended _ -> List.of(); // nothing is held
        };
    }

    private static List<PaymentEvent> refund(Payment payment, RefundPayment command) {
        return switch (payment) {
            case NotRequested _ -> throw unknown(command.paymentId());
            case Captured p when p.refunds().contains(command.refundId()) -> List.of();
            case Captured p -> refundCaptured(p, command);
            case Requested _,Authorized _,Ended _ -> throw new PaymentRejected(Reason.NOT_CAPTURED,
                    "payment %s is not captured, so there is nothing to refund".formatted(command.paymentId()));
        };
    }

    private static List<PaymentEvent> refundCaptured(Captured payment, RefundPayment command) {
        Money amount = refundable(command.amount(), payment.amount().currency());
        Money refunded = payment.refunded().plus(amount);
        if (refunded.compareTo(payment.amount()) > 0) {
            throw new PaymentRejected(Reason.REFUND_EXCEEDS_CAPTURED,
                    "%s of %s are refunded already: %s more would exceed it".formatted(payment.refunded(), payment.amount(), amount));
        }
        return List.of(new PaymentRefunded(command.paymentId(), payment.orderId(), command.refundId(), amount, refunded,
                command.reason()));
    }

    private static Money refundable(BigDecimal amount, Currency currency) {
        boolean exact = amount.stripTrailingZeros().scale() <= Math.max(0, currency.getDefaultFractionDigits());
        if (amount.signum() <= 0 || !exact) {
            throw new PaymentRejected(Reason.INVALID_AMOUNT,
                    "%s is not an amount above zero in whole smallest units of %s".formatted(amount.toPlainString(), currency));
        }
        return new Money(amount, currency);
    }

    private static PaymentRejected unknown(PaymentId id) {
        return new PaymentRejected(Reason.UNKNOWN, "there is no payment %s".formatted(id));
    }
}
