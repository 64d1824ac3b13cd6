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
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Where a payment stands: what {@link PaymentDecider} reads and nothing more. */
sealed interface Payment {
    record NotRequested() implements Payment {}

    record Requested(OrderId orderId, Money amount) implements Payment {}

    record Authorized(OrderId orderId, Money amount, String hold) implements Payment {}

    record Captured(OrderId orderId, Money amount, Money refunded, Set<UUID> refunds) implements Payment {
        public Captured {
            refunds = Set.copyOf(refunds);
        }
    }

    /** Declined or voided: no money is to be held. {@code knownHolds}: references of the holds that are being released already. */
    record Ended(OrderId orderId, Set<String> knownHolds) implements Payment {
        public Ended {
            knownHolds = Set.copyOf(knownHolds);
        }
    }

    /** An event that does not fit the state leaves it as it is: total, although {@link PaymentDecider} never decides one. */
    static Payment evolve(Payment payment, PaymentEvent event) {
        return switch (event) {
            case PaymentRequested e -> payment instanceof NotRequested ? new Requested(e.orderId(), e.amount()) : payment;
            case PaymentAuthorized e ->
                payment instanceof Requested(var order, var amount) ? new Authorized(order, amount, e.reference()) : payment;
            case PaymentCaptured e ->
                payment instanceof Authorized(var order, _, _)
                        ? new Captured(order, e.amount(), Money.zero(e.amount().currency()), Set.of())
                        : payment;
            case PaymentDeclined e -> payment instanceof Requested ? new Ended(e.orderId(), Set.of()) : payment;
            case PaymentVoided e -> voided(payment, e);
            case LateAuthorizationRefused e ->
                payment instanceof Ended(var order, var holds) ? new Ended(order, with(holds, e.reference())) : payment;
            case PaymentRefunded e ->
                payment instanceof Captured(var order, var amount, _, var refunds)
                        ? new Captured(order, amount, e.refunded(), with(refunds, e.refundId()))
                        : payment;
        };
    }

    private static Payment voided(Payment payment, PaymentVoided event) {
        return switch (payment) {
            case NotRequested _,Requested _ -> new Ended(event.orderId(), Set.of());
            case Authorized authorized -> new Ended(event.orderId(), Set.of(authorized.hold()));
            case Captured _,Ended _ -> payment;
        };
    }

    private static <T> Set<T> with(Set<T> set, T element) {
        var larger = new HashSet<>(set);
        larger.add(element);
        return larger;
    }
}
