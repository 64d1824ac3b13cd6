package io.tributary.views.customerdashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.views.ViewDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch costs does not depend on how many customers and orders there are. */
class CostOfABatchOfDashboardsIT {
    private static final int ROWS = 40_000;
    private static final int NEWER = 1_000_000;
    private static final ViewDatabase DATABASE = new ViewDatabase();
    private static final Money TOTAL = Money.of("25.00", "EUR");
    private static int generation;

    /** The database plans the statements while the view is empty, and learns by and by how many rows there are, as in a rebuild. */
    @BeforeAll
    static void manyRows() {
        generation = DATABASE.nextGeneration(CustomerDashboardProjection.NAME);
        for (int i = 0; i < 20; i++) {
            rowsReadBy(ofEachKind(List.of(UUID.randomUUID())));
        }
        DATABASE.jdbc().update("delete from customer_dashboard");
        DATABASE.jdbc().update("delete from customer_dashboard_order");
        DATABASE.jdbc().update("""
                insert into customer_dashboard (generation, user_id, name, position)
                select ?, md5('row' || n)::uuid, 'Someone', n from generate_series(1, ?) n""", generation, ROWS);
        DATABASE.jdbc().update("""
                insert into customer_dashboard_order (generation, order_id, customer_id, status, placed_at, total, currency, order_position)
                select ?, md5('row' || n)::uuid, md5('row' || n)::uuid, 'PLACED', n, 1, 'EUR', n from generate_series(1, ?) n""",
                generation, ROWS);
    }

    @Test
    void one_event_of_each_kind_reads_its_own_rows_alone() {
        var events = ofEachKind(DATABASE.jdbc().queryForList("select md5('row7')::uuid", UUID.class));
        assertThat(rowsReadBy(events)).isBetween((long) events.size(), 100L);
    }

    @Test
    void a_batch_of_many_reads_their_rows_alone() {
        var events = ofEachKind(DATABASE.jdbc().queryForList("select md5('row' || n)::uuid from generate_series(1, 39999, 800) n",
                UUID.class));
        assertThat(rowsReadBy(events)).isBetween((long) events.size(), 10L * events.size());
    }

    private static List<PositionedEvent> ofEachKind(List<UUID> ids) {
        var events = new ArrayList<AggregateEvent>();
        for (var id : ids) {
            var order = new OrderId(id);
            events.add(new OrderPlaced(order, new UserId(id), List.of(), TOTAL, "card-visa", Instant.EPOCH, 0));
            events.add(new OrderConfirmed(order, UUID.randomUUID()));
            events.add(new PaymentCaptured(PaymentId.forOrder(order), order, TOTAL));
            events.add(new UserRenamed(new UserId(id), new PersonName("Someone else")));
        }
        return events.stream().map(event -> new PositionedEvent(event, NEWER)).toList();
    }

    private static long rowsReadBy(List<PositionedEvent> events) {
        var rows = new CustomerDashboardRows(DATABASE.jdbc(), generation);
        return DATABASE.rowsRead("customer_dashboard", () -> rows.write(new EventBatch(events)));
    }
}
