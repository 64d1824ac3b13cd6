package io.tributary.views.orderdetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.user.UserId;
import io.tributary.api.views.ViewQuery.ListOrderDetails;
import io.tributary.chassis.json.DomainJson;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.chassis.web.Cursor;
import io.tributary.chassis.web.Page;
import io.tributary.views.Shop;
import io.tributary.views.ViewDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ListingOrderDetailsIT {
    private static final int ORDERS = 45;
    private static final ViewDatabase DATABASE = new ViewDatabase();

    private final OrderDetailsProjection view = new OrderDetailsProjection(DATABASE.jdbc());

    @BeforeAll
    static void fill() {
        int generation = DATABASE.nextGeneration(OrderDetailsProjection.NAME);
        var events = new Shop(RandomGeneratorFactory.getDefault().create(7), 3, ORDERS).streams().stream().flatMap(List::stream).toList();
        var rows = new OrderDetailsRows(DATABASE.jdbc(), new OrderDetailsColumns(DomainJson.tolerant()), generation);
        DATABASE.inTransaction(() -> rows.write(new EventBatch(new ArrayList<PositionedEvent>(events))));
    }

    @Test
    void pages_hold_every_order_once_newest_first() {
        List<OrderDetails> all = everything(null, null, 7);
        assertThat(all).hasSize(ORDERS).extracting(OrderDetails::orderId).doesNotHaveDuplicates();
        assertThat(all).extracting(OrderDetails::placedAt).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(all).isEqualTo(everything(null, null, 200));
    }

    @Test
    void a_full_last_page_has_no_next() {
        assertThat(page(null, null, null, ORDERS).next()).isNull();
        assertThat(page(null, null, null, ORDERS - 1).next()).isNotNull();
    }

    @Test
    void a_list_can_be_of_one_customer() {
        List<OrderDetails> all = everything(null, null, 200);
        UserId customer = all.getFirst().customer().userId();
        assertThat(everything(customer, null, 3)).isNotEmpty().isEqualTo(
                all.stream().filter(order -> order.customer().userId().equals(customer)).toList());
        assertThat(everything(new UserId(UUID.randomUUID()), null, 3)).isEmpty();
    }

    @Test
    void a_list_can_be_of_one_status_and_customer() {
        List<OrderDetails> all = everything(null, null, 200);
        UserId customer = all.getFirst().customer().userId();
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(everything(null, status, 4)).isEqualTo(all.stream().filter(order -> order.status() == status).toList());
            assertThat(everything(customer, status, 4)).isEqualTo(
                    all.stream().filter(order -> order.status() == status && order.customer().userId().equals(customer)).toList());
        }
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        assertThatExceptionOfType(Cursor.InvalidCursor.class).isThrownBy(() -> page(null, null, Cursor.after("1").text(), 3));
        assertThatExceptionOfType(Cursor.InvalidCursor.class).isThrownBy(() -> page(null, null, Cursor.after("1", "x").text(), 3));
        assertThatExceptionOfType(Cursor.InvalidCursor.class).isThrownBy(
                () -> page(null, null, Cursor.after("x", new OrderId(UUID.randomUUID()).text()).text(), 3));
    }

    private List<OrderDetails> everything(@Nullable UserId customer, @Nullable OrderStatus status, int limit) {
        var all = new ArrayList<OrderDetails>();
        String cursor = null;
        do {
            Page<OrderDetails> page = page(customer, status, cursor, limit);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private Page<OrderDetails> page(@Nullable UserId customer, @Nullable OrderStatus status, @Nullable String cursor, int limit) {
        return view.list(new ListOrderDetails(customer, status, cursor, limit));
    }
}
