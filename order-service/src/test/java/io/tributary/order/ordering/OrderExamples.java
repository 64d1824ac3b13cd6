package io.tributary.order.ordering;

import io.tributary.api.AggregateCommand;
import io.tributary.api.Money;
import io.tributary.api.Rejected;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;

/** One order as every test of this context tells it. */
final class OrderExamples {
    static final OrderId ORDER = OrderId.of("0b8a6c0e-7c0c-4f5e-9d5e-000000000001");
    static final UserId CUSTOMER = UserId.of("0b8a6c0e-7c0c-4f5e-9d5e-0000000000c1");
    static final UUID PAYMENT = UUID.fromString("0b8a6c0e-7c0c-4f5e-9d5e-0000000000a1");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final List<OrderLine> LINES = List.of(line(2, "12.50", "EUR"), line(1, "0.01", "EUR"));

    private OrderExamples() {}

    static OrderLine line(int quantity, String price, String currency) {
        return new OrderLine("TEA-1", "Green tea", quantity, Money.of(price, currency));
    }

    static PlaceOrder place(OrderLine... lines) {
        return new PlaceOrder(ORDER, new CustomerSeen(CUSTOMER, true, 41), List.of(lines), "card-visa", NOON);
    }

    static OrderPlaced placed() {
        return new OrderPlaced(ORDER, CUSTOMER, LINES, Money.of("25.01", "EUR"), "card-visa", NOON, 41);
    }

    static OrderConfirmed confirmed() {
        return new OrderConfirmed(ORDER, PAYMENT);
    }

    static OrderShipped shipped() {
        return new OrderShipped(ORDER, "TRACK-1");
    }

    static OrderCancelled cancelled() {
        return new OrderCancelled(ORDER, "changed my mind");
    }

    static FixtureConfiguration<OrderAggregate> order() {
        return new AggregateTestFixture<>(OrderAggregate.class).registerCommandTargetResolver(
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
