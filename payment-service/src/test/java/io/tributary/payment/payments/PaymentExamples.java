package io.tributary.payment.payments;

import io.tributary.api.AggregateCommand;
import io.tributary.api.Money;
import io.tributary.api.Rejected;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PayerSeen;
import io.tributary.api.payment.PaymentCommand.RequestPayment;
import io.tributary.api.payment.PaymentCommand.VoidPayment;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.UserId;
import java.util.UUID;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;

/** One payment as every test of this context tells it. */
final class PaymentExamples {
    static final OrderId ORDER = OrderId.of("0b8a6c0e-7c0c-4f5e-9d5e-000000000001");
    static final UserId CUSTOMER = UserId.of("0b8a6c0e-7c0c-4f5e-9d5e-0000000000c1");
    static final PaymentId PAYMENT = PaymentId.forOrder(ORDER);
    static final UUID REFUND = UUID.fromString("0b8a6c0e-7c0c-4f5e-9d5e-0000000000b1");
    static final Money PRICE = Money.of("25.00", "EUR");

    private PaymentExamples() {}

    static RequestPayment request(boolean payerActive) {
        return new RequestPayment(PAYMENT, ORDER, new PayerSeen(CUSTOMER, payerActive), PRICE, "card-visa");
    }

    static VoidPayment voidPayment() {
        return new VoidPayment(PAYMENT, ORDER, "changed my mind");
    }

    static PaymentRequested requested() {
        return new PaymentRequested(PAYMENT, ORDER, CUSTOMER, PRICE, "card-visa");
    }

    static PaymentAuthorized authorized() {
        return new PaymentAuthorized(PAYMENT, ORDER, "hold-1");
    }

    static PaymentDeclined declined() {
        return new PaymentDeclined(PAYMENT, ORDER, "insufficient-funds");
    }

    static PaymentCaptured captured() {
        return new PaymentCaptured(PAYMENT, ORDER, PRICE);
    }

    static PaymentVoided voided() {
        return new PaymentVoided(PAYMENT, ORDER, "changed my mind");
    }

    static LateAuthorizationRefused lateRefused() {
        return new LateAuthorizationRefused(PAYMENT, ORDER, "hold-1");
    }

    static PaymentRefunded refunded(UUID refund, String amount, String total) {
        return new PaymentRefunded(PAYMENT, ORDER, refund, Money.of(amount, "EUR"), Money.of(total, "EUR"), "damaged");
    }

    static FixtureConfiguration<PaymentAggregate> payment() {
        return new AggregateTestFixture<>(PaymentAggregate.class).registerCommandTargetResolver(
                command -> new VersionedAggregateIdentifier(((AggregateCommand) command.getPayload()).target().text(), null));
    }

    static Matcher<Rejected> rejectedBecause(Rejected.Reason reason) {
        return new CustomMatcher<>("a refusal because of " + reason) {
            @Override
            public boolean matches(Object actual) {
                return actual instanceof Rejected rejected && rejected.reason() == reason;
            }
        };
    }
}
