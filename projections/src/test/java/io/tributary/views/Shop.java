package io.tributary.views;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.batch.PositionedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The logs of three owners, as random as the owners' rules allow: each aggregate's events stand in their order, with dense positions. */
public final class Shop {
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");
    private static final Instant OPENING = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private final RandomGenerator random;
    private final List<List<AggregateEvent>> users = new ArrayList<>();
    private final List<List<AggregateEvent>> orders = new ArrayList<>();
    private final List<List<AggregateEvent>> payments = new ArrayList<>();

    public Shop(RandomGenerator random, int userCount, int orderCount) {
        this.random = random;
        for (int i = 0; i < userCount; i++) {
            users.add(user(new UserId(id())));
        }
        for (int i = 0; i < orderCount; i++) {
            addOrder(i);
        }
    }

    /** One stream per aggregate, of all owners; positions are those of the owner's log, in which the aggregates' events are mixed. */
    public List<List<PositionedEvent>> streams() {
        var streams = new ArrayList<List<PositionedEvent>>();
        List.of(users, orders, payments).forEach(owner -> streams.addAll(mixed(owner)));
        return streams;
    }

    private List<List<PositionedEvent>> mixed(List<List<AggregateEvent>> aggregates) {
        List<List<PositionedEvent>> streams = new ArrayList<>();
        var open = new ArrayList<Integer>();
        for (int i = 0; i < aggregates.size(); i++) {
            streams.add(new ArrayList<>());
            open.add(i);
        }
        for (long position = 0; !open.isEmpty(); position++) {
            Integer chosen = open.get(random.nextInt(open.size()));
            List<PositionedEvent> stream = streams.get(chosen);
            stream.add(new PositionedEvent(aggregates.get(chosen).get(stream.size()), position));
            if (stream.size() == aggregates.get(chosen).size()) {
                open.remove(chosen);
            }
        }
        return streams;
    }

    private List<AggregateEvent> user(UserId id) {
        var events = new ArrayList<AggregateEvent>();
        events.add(new UserRegistered(id, name()));
        events.add(new UserEmailChanged(id, email()));
        for (int i = random.nextInt(5); i > 0; i--) {
            events.add(switch (random.nextInt(3)) {
                case 0 -> new UserRenamed(id, name());
                case 1 -> new UserEmailChanged(id, email());
                default -> new UserDeactivated(id, "left");
            });
            if (events.getLast() instanceof UserDeactivated) {
                events.add(new UserReactivated(id));
            }
        }
        return events;
    }

    private void addOrder(int number) {
        var order = new OrderId(id());
        var payment = new PaymentId(id());
        var customer = (UserId) users.get(random.nextInt(users.size())).getFirst().source();
        Money price = Money.of(Integer.toString(1 + random.nextInt(1000)), CURRENCIES.get(random.nextInt(CURRENCIES.size())));
        var placed = new OrderPlaced(order, customer, List.of(new OrderLine("sku", "A \"title\" \\u0000 Ω", 2, price)), price.times(2),
                "card-visa", OPENING.plusSeconds(number / 2), 0);
        var requested = new PaymentRequested(payment, order, customer, placed.total(), "card-visa");
        switch (random.nextInt(6)) {
            case 0 -> add(List.of(placed), List.of(requested));
            case 1 -> add(List.of(placed, new OrderCancelled(order, "payment-declined")),
                    List.of(requested, new PaymentDeclined(payment, order, "insufficient-funds")));
            case 2 ->
                add(List.of(placed, new OrderCancelled(order, "changed my mind")), List.of(new PaymentVoided(payment, order, "early")));
            case 3 -> add(List.of(placed, new OrderCancelled(order, "payment-timeout")),
                    List.of(requested, new PaymentVoided(payment, order, "late"), new LateAuthorizationRefused(payment, order, "hold")));
            case 4 -> add(List.of(placed, new OrderConfirmed(order, payment.value())),
                    List.of(requested, new PaymentAuthorized(payment, order, "hold")));
            default -> add(List.of(placed, new OrderConfirmed(order, payment.value()), new OrderShipped(order, "track")),
                    captured(requested));
        }
    }

    private List<AggregateEvent> captured(PaymentRequested requested) {
        PaymentId payment = requested.paymentId();
        OrderId order = requested.orderId();
        var events = new ArrayList<AggregateEvent>(List.of(requested, new PaymentAuthorized(payment, order, "hold"),
                new PaymentCaptured(payment, order, requested.amount())));
        Money half = new Money(requested.amount().amount().divide(BigDecimal.TWO), requested.amount().currency());
        for (int i = 1; i <= random.nextInt(3); i++) {
            events.add(new PaymentRefunded(payment, order, id(), half, half.times(i), "returned"));
        }
        return events;
    }

    private void add(List<AggregateEvent> order, List<AggregateEvent> payment) {
        orders.add(order);
        payments.add(payment);
    }

    private PersonName name() {
        return new PersonName("Name " + random.nextInt(1000));
    }

    private EmailAddress email() {
        return new EmailAddress("mail%d@example.org".formatted(random.nextInt(1_000_000)));
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
