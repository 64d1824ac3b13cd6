package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.CUSTOMER;
import static io.tributary.order.ordering.OrderExamples.NOON;
import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderRejected;
import io.tributary.order.ordering.Order.NotPlaced;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderDeciderPropertyTest {
    private static final List<Currency> CURRENCIES = List.of(Currency.getInstance("EUR"), Currency.getInstance("JPY"),
            Currency.getInstance("KWD"));
    private Random random = new Random();

    static LongStream seeds() {
        return new Random().longs(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_commands_in_any_order_leave_a_history_that_makes_sense(long seed) {
        random = new Random(seed);
        Order order = new NotPlaced();
        var history = new ArrayList<OrderEvent>();
        for (int step = 0; step < 30; step++) {
            OrderCommand command = anyCommand();
            Order before = order;
            List<OrderEvent> decided = decideOrRefuse(order, command);
            for (OrderEvent event : decided) {
                order = Order.evolve(event);
                history.add(event);
            }
            assertThat(decided.isEmpty()).as("%s changes nothing", command).isEqualTo(order.equals(before));
            assertThat(decideOrRefuse(order, command)).as("%s again", command).isEmpty();
        }
        assertThat(history).filteredOn(OrderPlaced.class::isInstance).hasSizeLessThanOrEqualTo(1);
        assertThat(history).filteredOn(
                e -> e instanceof OrderShipped || e instanceof OrderCancelled).hasSizeLessThanOrEqualTo(1);
        for (int i = 0; i < history.size(); i++) {
            assertFollows(history.subList(0, i), history.get(i));
        }
    }

    private void assertFollows(List<OrderEvent> before, OrderEvent event) {
        var description = "%s after %s".formatted(event, before);
        switch (event) {
            case OrderPlaced placed -> {
                assertThat(before).as(description).isEmpty();
                var sum = placed.lines().stream().map(l -> l.unitPrice().amount().multiply(new BigDecimal(l.quantity()))).reduce(
                        BigDecimal.ZERO,
                        BigDecimal::add);
                assertThat(placed.total().amount()).as(description).isEqualByComparingTo(sum);
            }
            case OrderConfirmed _ -> assertThat(before).as(description).hasSize(1);
            case OrderShipped _ -> assertThat(before.getLast()).as(description).isInstanceOf(OrderConfirmed.class);
            case OrderCancelled _ -> assertThat(before.getLast()).as(description).isNotInstanceOf(OrderShipped.class);
        }
    }

    /** A refusal stores nothing; any other exception fails the test. */
    private static List<OrderEvent> decideOrRefuse(Order order, OrderCommand command) {
        try {
            return OrderDecider.decide(order, command);
        } catch (OrderRejected _) {
            return List.of();
        }
    }

    private OrderCommand anyCommand() {
        return switch (random.nextInt(5)) {
            case 0 -> new PlaceOrder(ORDER, new CustomerSeen(CUSTOMER, random.nextInt(4) > 0, random.nextInt(100)), anyLines(), "card-visa",
                    NOON);
            case 1 -> new ConfirmOrder(ORDER, PAYMENT);
            case 2 -> new ShipOrder(ORDER, "TRACK-" + random.nextInt(3));
            case 3 -> new CancelUnpaidOrder(ORDER, "payment-timeout");
            default -> new CancelOrder(ORDER, "changed my mind");
        };
    }

    private List<OrderLine> anyLines() {
        var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        int digits = currency.getDefaultFractionDigits();
        return IntStream.range(0, random.nextInt(4)).mapToObj(
                i -> new OrderLine("SKU-" + i, "Thing", random.nextInt(1002),
                        new Money(BigDecimal.valueOf(random.nextInt(2_000_000), digits), currency))).toList();
    }
}
