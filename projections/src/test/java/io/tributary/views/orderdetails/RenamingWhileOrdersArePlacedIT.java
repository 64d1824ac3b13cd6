package io.tributary.views.orderdetails;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.json.DomainJson;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.views.ViewDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two segments at once: one has a rename, the other an order of the same customer, and their transactions overlap. */
class RenamingWhileOrdersArePlacedIT {
    private static final ViewDatabase DATABASE = new ViewDatabase();
    private static final UserId ADA = UserId.of("11111111-1111-4111-8111-111111111111");
    private static final PositionedEvent REGISTERED = new PositionedEvent(new UserRegistered(ADA, new PersonName("Ada")), 0);
    private static final PositionedEvent RENAMED = new PositionedEvent(new UserRenamed(ADA, new PersonName("Ada King")), 1);
    private static final PositionedEvent EARLIER = new PositionedEvent(placed("22222222-2222-4222-8222-222222222222"), 0);
    private static final PositionedEvent PLACED = new PositionedEvent(placed("33333333-3333-4333-8333-333333333333"), 1);

    private static AggregateEvent placed(String id) {
        var price = Money.of("12.50", "EUR");
        return new OrderPlaced(OrderId.of(id), ADA, List.of(new OrderLine("tea", "Tea", 1, price)), price, "card-visa",
                Instant.parse("2026-01-01T12:00:00Z"), 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whichever_comes_first_the_rows_are_the_same(boolean renamedFirst) {
        var expected = DATABASE.nextGeneration(OrderDetailsProjection.NAME);
        DATABASE.inTransaction(() -> write(expected, REGISTERED, EARLIER, PLACED, RENAMED));
        var generation = DATABASE.nextGeneration(OrderDetailsProjection.NAME);
        DATABASE.inTransaction(() -> write(generation, REGISTERED, EARLIER));
        overlapping(generation, renamedFirst ? RENAMED : PLACED, renamedFirst ? PLACED : RENAMED);
        assertThat(rows(generation)).isEqualTo(rows(expected));
        assertThat(rows(generation).get("orders")).hasSize(2).allMatch(order -> "Ada King".equals(order.get("customer_name")));
    }

    private static void overlapping(int generation, PositionedEvent first, PositionedEvent second) {
        var other = new CompletableFuture<Void>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DATABASE.inTransaction(() -> {
                write(generation, first);
                threads.execute(() -> {
                    DATABASE.inTransaction(() -> write(generation, second));
                    other.complete(null);
                });
                eventually(() -> assertThat(other.isDone() || someoneWaits()).isTrue());
                assertThat(other).as("it waits for the first one's commit").isNotDone();
            });
        }
        assertThat(other).isDone();
    }

    private static boolean someoneWaits() {
        return !DATABASE.jdbc().queryForList("select 1 from pg_locks where not granted").isEmpty();
    }

    private static void write(int generation, PositionedEvent... events) {
        new OrderDetailsRows(DATABASE.jdbc(), new OrderDetailsColumns(DomainJson.tolerant()), generation).write(
                new EventBatch(List.of(events)));
    }

    private static Map<String, List<Map<String, Object>>> rows(int generation) {
        return Map.of("orders", DATABASE.rows("order_details", "order_id", generation), "customers",
                DATABASE.rows("order_details_customer", "user_id", generation));
    }
}
