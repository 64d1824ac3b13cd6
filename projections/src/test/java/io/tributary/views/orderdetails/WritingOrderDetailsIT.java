package io.tributary.views.orderdetails;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentStatus;
import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.api.views.ViewQuery.FindOrderDetails;
import io.tributary.chassis.json.DomainJson;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.views.AnyOrderOfArrival;
import io.tributary.views.Shop;
import io.tributary.views.ViewDatabase;
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

class WritingOrderDetailsIT {
    private static final ViewDatabase DATABASE = new ViewDatabase();
    private static final UserId ADA = UserId.of("11111111-1111-4111-8111-111111111111");
    private static final OrderId ORDER = OrderId.of("22222222-2222-4222-8222-222222222222");
    private static final PaymentId PAYMENT = PaymentId.of("33333333-3333-4333-8333-333333333333");
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00.123456789Z");
    private static final Money TOTAL = Money.of("25.00", "EUR");
    private static final OrderPlaced PLACED = new OrderPlaced(ORDER, ADA, List.of(new OrderLine("sku", "Tea \u0000 \"Ω\"", 2,
            Money.of("12.50", "EUR"))), TOTAL, "card-visa", NOW, 0);
    private static final UserRegistered REGISTERED = new UserRegistered(ADA, new PersonName("Ada"));
    private static final UserEmailChanged ADDRESSED = new UserEmailChanged(ADA, new EmailAddress("ada@example.org"));
    private static final PaymentRequested REQUESTED = new PaymentRequested(PAYMENT, ORDER, ADA, TOTAL, "card-visa");

    private final OrderDetailsProjection view = new OrderDetailsProjection(DATABASE.jdbc());
    private int generation;

    @BeforeEach
    void emptyView() {
        generation = DATABASE.nextGeneration(OrderDetailsProjection.NAME);
    }

    @Test
    void an_order_shows_its_customer_and_payment() {
        write(REGISTERED, 0);
        write(ADDRESSED, 1);
        write(PLACED, 0);
        write(REQUESTED, 0);
        write(new PaymentAuthorized(PAYMENT, ORDER, "hold"), 1);
        write(new OrderConfirmed(ORDER, PAYMENT.value()), 1);
        assertThat(found()).isEqualTo(new OrderDetails(ORDER, OrderStatus.CONFIRMED, NOW, TOTAL, PLACED.lines(),
                new OrderDetails.Customer(ADA, "Ada", "ada@example.org"),
                new OrderDetails.Payment(PAYMENT, PaymentStatus.AUTHORIZED, TOTAL, Money.of("0", "EUR"))));
    }

    @Test
    void an_order_may_come_before_its_customer_and_payment() {
        write(PLACED, 0);
        assertThat(found().customer()).isEqualTo(new OrderDetails.Customer(ADA, null, null));
        assertThat(found().payment()).isNull();
    }

    @Test
    void a_payment_without_its_order_is_not_shown_yet() {
        write(REQUESTED, 0);
        assertThat(view.find(new FindOrderDetails(ORDER))).isEmpty();
        write(PLACED, 0);
        assertThat(found().payment()).extracting(OrderDetails.Payment::status).isEqualTo(PaymentStatus.REQUESTED);
    }

    @Test
    void a_change_of_the_customer_reaches_orders_placed_before_and_after_it() {
        write(PLACED, 0);
        write(REGISTERED, 0);
        write(ADDRESSED, 1);
        write(new UserRenamed(ADA, new PersonName("Ada King")), 2);
        assertThat(found().customer()).isEqualTo(new OrderDetails.Customer(ADA, "Ada King", "ada@example.org"));
        var later = new OrderId(UUID.randomUUID());
        write(new OrderPlaced(later, ADA, PLACED.lines(), TOTAL, "card-visa", NOW, 1), 1);
        write(new UserEmailChanged(ADA, new EmailAddress("king@example.org")), 3);
        assertThat(view.find(new FindOrderDetails(later)).orElseThrow().customer()).isEqualTo(found().customer()).isEqualTo(
                new OrderDetails.Customer(ADA, "Ada King", "king@example.org"));
    }

    @Test
    void a_part_of_a_split_event_that_comes_after_the_others_reaches_the_orders_too() {
        write(PLACED, 0);
        write(REGISTERED, 5);
        write(new PositionedEvent(ADDRESSED, 5, 1));
        assertThat(found().customer()).isEqualTo(new OrderDetails.Customer(ADA, "Ada", "ada@example.org"));
    }

    @Test
    void a_payment_voided_before_its_request_has_no_amount() {
        write(PLACED, 0);
        write(new PaymentVoided(PAYMENT, ORDER, "cancelled"), 0);
        assertThat(found().payment()).isEqualTo(new OrderDetails.Payment(PAYMENT, PaymentStatus.VOIDED, null, null));
    }

    @Test
    void a_payment_is_refunded_when_all_of_it_is() {
        write(PLACED, 0);
        write(REQUESTED, 0);
        write(new PaymentCaptured(PAYMENT, ORDER, TOTAL), 1);
        write(refund("5.00", "5.00"), 2);
        assertThat(found().payment()).isEqualTo(new OrderDetails.Payment(PAYMENT, PaymentStatus.CAPTURED, TOTAL, Money.of("5", "EUR")));
        write(refund("20.00", "25.00"), 3);
        assertThat(found().payment()).isEqualTo(new OrderDetails.Payment(PAYMENT, PaymentStatus.REFUNDED, TOTAL, TOTAL));
    }

    @Test
    void an_event_that_changes_nothing_still_moves_the_position() {
        write(REGISTERED, 4);
        write(new UserDeactivated(ADA, "left"), 9);
        assertThat(view.applied("user", ADA.text())).hasValue(9);
    }

    @Test
    void the_position_of_each_aggregate_is_known() {
        assertThat(applied()).containsOnly(OptionalLong.empty());
        write(REQUESTED, 5);
        write(PLACED, 6);
        write(REGISTERED, 7);
        assertThat(applied()).containsExactly(OptionalLong.of(7), OptionalLong.of(6), OptionalLong.of(5));
        assertThat(view.applied("order", "no id")).isEmpty();
        assertThat(view.applied("stock", ORDER.text())).isEmpty();
    }

    static List<Long> seeds() {
        return AnyOrderOfArrival.seeds(4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_of_arrival_makes_no_difference(long seed) throws Exception {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        var streams = new Shop(random, 8, 60).streams();
        var rows = new OrderDetailsRows(DATABASE.jdbc(), columns(), generation);
        for (var stream : streams) {
            DATABASE.inTransaction(() -> rows.write(new EventBatch(stream)));
        }
        var expected = rows();
        for (int run = 0; run < 3; run++) {
            emptyView();
            new AnyOrderOfArrival(DATABASE, random).deliver(streams, new OrderDetailsRows(DATABASE.jdbc(), columns(), generation));
            assertThat(rows()).isEqualTo(expected);
        }
    }

    private Map<String, List<Map<String, Object>>> rows() {
        return Map.of("orders", DATABASE.rows("order_details", "order_id", generation), "customers",
                DATABASE.rows("order_details_customer", "user_id", generation));
    }

    private List<OptionalLong> applied() {
        return List.of(view.applied("user", ADA.text()), view.applied("order", ORDER.text()), view.applied("payment", PAYMENT.text()));
    }

    /** Twice: what was applied once changes nothing when it comes again. */
    private void write(AggregateEvent event, long position) {
        write(new PositionedEvent(event, position));
    }

    private void write(PositionedEvent event) {
        var rows = new OrderDetailsRows(DATABASE.jdbc(), columns(), generation);
        var batch = new EventBatch(List.of(event));
        DATABASE.inTransaction(() -> rows.write(batch));
        DATABASE.inTransaction(() -> rows.write(batch));
    }

    private static PaymentRefunded refund(String amount, String refunded) {
        return new PaymentRefunded(PAYMENT, ORDER, UUID.randomUUID(), Money.of(amount, "EUR"), Money.of(refunded, "EUR"), "returned");
    }

    private static OrderDetailsColumns columns() {
        return new OrderDetailsColumns(DomainJson.tolerant());
    }

    private OrderDetails found() {
        return view.find(new FindOrderDetails(ORDER)).orElseThrow();
    }
}
