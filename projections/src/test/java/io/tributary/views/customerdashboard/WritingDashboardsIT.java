package io.tributary.views.customerdashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.api.views.ViewQuery.FindDashboard;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.views.AnyOrderOfArrival;
import io.tributary.views.Shop;
import io.tributary.views.ViewDatabase;
import io.tributary.views.customerdashboard.CustomerDashboard.RecentOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WritingDashboardsIT {
    private static final ViewDatabase DATABASE = new ViewDatabase();
    private static final UserId ADA = UserId.of("11111111-1111-4111-8111-111111111111");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final CustomerDashboardProjection view = new CustomerDashboardProjection(DATABASE.jdbc(), DATABASE.transactions());
    private int generation;
    private long position;

    @BeforeEach
    void emptyView() {
        generation = DATABASE.nextGeneration(CustomerDashboardProjection.NAME);
    }

    @Test
    void a_new_customer_has_nothing_yet() {
        write(registered());
        assertThat(dashboard()).isEqualTo(new CustomerDashboard(ADA, "Ada", 0, 0, List.of(), List.of(), List.of()));
    }

    @Test
    void nobody_has_no_dashboard_whatever_was_ordered() {
        write(placed(id(1), "10.00", "EUR", 0));
        assertThat(view.find(new FindDashboard(ADA))).isEmpty();
    }

    @Test
    void orders_count_as_open_until_they_are_shipped_or_cancelled() {
        write(registered());
        write(placed(id(1), "10.00", "EUR", 0));
        write(placed(id(2), "20.00", "EUR", 1));
        write(placed(id(3), "30", "JPY", 2));
        write(new OrderShipped(id(1), "track"));
        write(new OrderCancelled(id(2), "changed my mind"));
        CustomerDashboard dashboard = dashboard();
        assertThat(dashboard.orders()).isEqualTo(3);
        assertThat(dashboard.openOrders()).isEqualTo(1);
        assertThat(dashboard.recentOrders()).containsExactly(
                new RecentOrder(id(3), OrderStatus.PLACED, NOON.plusSeconds(2), Money.of("30", "JPY")),
                new RecentOrder(id(2), OrderStatus.CANCELLED, NOON.plusSeconds(1), Money.of("20.00", "EUR")),
                new RecentOrder(id(1), OrderStatus.SHIPPED, NOON, Money.of("10.00", "EUR")));
    }

    @Test
    void only_the_ten_newest_orders_are_recent() {
        write(registered());
        for (int i = 0; i < 12; i++) {
            write(placed(id(i), "10.00", "EUR", i));
        }
        assertThat(dashboard().orders()).isEqualTo(12);
        assertThat(dashboard().recentOrders()).extracting(RecentOrder::orderId).hasSize(10).startsWith(id(11)).doesNotContain(id(1), id(0));
    }

    @Test
    void captures_and_refunds_add_up_per_currency() {
        write(registered());
        capture(1, "10.00", "EUR");
        capture(2, "2.50", "EUR");
        capture(3, "500", "JPY");
        write(new PaymentRefunded(payment(1), id(1), UUID.randomUUID(), Money.of("1.00", "EUR"), Money.of("1.00", "EUR"), "returned"));
        write(new PaymentRefunded(payment(1), id(1), UUID.randomUUID(), Money.of("0.50", "EUR"), Money.of("1.50", "EUR"), "returned"));
        assertThat(dashboard().lifetimeValue()).containsExactly(Money.of("12.50", "EUR"), Money.of("500", "JPY"));
        assertThat(dashboard().refunded()).containsExactly(Money.of("1.50", "EUR"));
    }

    @Test
    void money_that_arrives_before_its_order_counts_once_the_order_is_known() {
        write(registered());
        write(new PaymentCaptured(payment(1), id(1), Money.of("10.00", "EUR")));
        assertThat(dashboard().lifetimeValue()).isEmpty();
        write(placed(id(1), "10.00", "EUR", 0));
        assertThat(dashboard().lifetimeValue()).containsExactly(Money.of("10.00", "EUR"));
    }

    @Test
    void a_rename_shows() {
        write(registered());
        write(new UserRenamed(ADA, new PersonName("Ada King")));
        write(new UserEmailChanged(ADA, new EmailAddress("king@example.org")));
        assertThat(dashboard().name()).isEqualTo("Ada King");
    }

    @Test
    void the_position_of_each_aggregate_is_known() {
        assertThat(view.applied("user", ADA.text())).isEmpty();
        write(registered());
        write(placed(id(1), "10.00", "EUR", 0));
        write(new PaymentCaptured(payment(1), id(1), Money.of("10.00", "EUR")));
        assertThat(view.applied("user", ADA.text())).hasValue(1);
        assertThat(view.applied("order", id(1).text())).hasValue(2);
        assertThat(view.applied("payment", payment(1).text())).isEqualTo(OptionalLong.of(3));
        assertThat(view.applied("payment", "no id")).isEmpty();
    }

    static List<Long> seeds() {
        return AnyOrderOfArrival.seeds(4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_of_arrival_makes_no_difference(long seed) throws Exception {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        var streams = new Shop(random, 8, 60).streams();
        var rows = new CustomerDashboardRows(DATABASE.jdbc(), generation);
        for (var stream : streams) {
            DATABASE.inTransaction(() -> rows.write(new EventBatch(stream)));
        }
        var expected = rows();
        for (int run = 0; run < 3; run++) {
            emptyView();
            new AnyOrderOfArrival(DATABASE, random).deliver(streams, new CustomerDashboardRows(DATABASE.jdbc(), generation));
            assertThat(rows()).isEqualTo(expected);
        }
    }

    private Map<String, List<Map<String, Object>>> rows() {
        return Map.of("customers", DATABASE.rows("customer_dashboard", "user_id", generation), "orders",
                DATABASE.rows("customer_dashboard_order", "order_id", generation));
    }

    private void write(AggregateEvent event) {
        position++;
        write(new PositionedEvent(event, position));
    }

    /** Twice: what was applied once changes nothing when it comes again. */
    private void write(PositionedEvent event) {
        var rows = new CustomerDashboardRows(DATABASE.jdbc(), generation);
        var batch = new EventBatch(List.of(event));
        DATABASE.inTransaction(() -> rows.write(batch));
        DATABASE.inTransaction(() -> rows.write(batch));
    }

    private void capture(int order, String amount, String currency) {
        write(placed(id(order), amount, currency, order));
        write(new PaymentCaptured(payment(order), id(order), Money.of(amount, currency)));
    }

    private CustomerDashboard dashboard() {
        return view.find(new FindDashboard(ADA)).orElseThrow();
    }

    private static UserRegistered registered() {
        return new UserRegistered(ADA, new PersonName("Ada"));
    }

    private static OrderPlaced placed(OrderId order, String total, String currency, int second) {
        return new OrderPlaced(order, ADA, List.of(), Money.of(total, currency), "card-visa", NOON.plusSeconds(second), 0);
    }

    private static OrderId id(int number) {
        return new OrderId(new UUID(2, number));
    }

    private static PaymentId payment(int number) {
        return new PaymentId(new UUID(3, number));
    }
}
