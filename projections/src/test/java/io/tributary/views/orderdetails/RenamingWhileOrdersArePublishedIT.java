package io.tributary.views.orderdetails;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.chassis.testing.Eventually.within;
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
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.views.ProjectionsUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.Segment;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A rename and an order of the same customer come over their topics to two segments, which meet at the customer's row in either order. */
class RenamingWhileOrdersArePublishedIT extends ProjectionsUnderTest {
    private static final String LIVE = "generation = (select live from projection where name = 'order-details')";
    private static final Set<String> OF_THIS_ROW = Set.of("generation", "order_id", "customer_id", "order_position", "customer_position");
    @Autowired private JdbcTemplate jdbc;
    @Autowired private PlatformTransactionManager transactions;
    @Autowired private Processors processors;
    @Autowired private Rebuilds rebuilds;

    @Test
    void whichever_comes_first_the_rows_are_the_same_and_equal_a_rebuild() throws Exception {
        var renamedFirst = interleaved(true);
        assertThat(renamedFirst).hasSize(2).allMatch(order -> "Ada King".equals(order.get("customer_name")));
        assertThat(interleaved(false)).isEqualTo(renamedFirst);
        var rebuild = rebuilds.begin(processors.projection("order-details").orElseThrow(), Rebuild.Mode.BLUE_GREEN, false);
        within(Duration.ofSeconds(60), () -> assertThat(rebuilds.find(rebuild.id()).orElseThrow()).matches(
                done -> done.state() == Rebuild.State.SWITCHED && done.differenceCount() == 0));
    }

    /** Both wait for the row while the test holds it: in the order in which they came. */
    private List<Map<String, Object>> interleaved(boolean renamedFirst) throws Exception {
        var customer = new UserId(UUID.randomUUID());
        var earlier = new OrderId(UUID.randomUUID());
        var later = Stream.generate(() -> new OrderId(UUID.randomUUID())).filter(
                order -> segment(order.text()) != segment(customer.text())).findFirst().orElseThrow();
        getAfter("/views/order-details/" + earlier, publish(new UserRegistered(customer, new PersonName("Ada"))),
                publish(placed(earlier, customer, 0)));
        var renamed = new UserRenamed(customer, new PersonName("Ada King"));
        var placed = placed(later, customer, 1);
        var came = new ArrayList<EventPosition>();
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            jdbc.queryForList("select 1 from order_details_customer where " + LIVE + " and user_id = ? for update", customer.value());
            came.add(comesAs(1, renamedFirst ? renamed : placed));
            came.add(comesAs(2, renamedFirst ? placed : renamed));
        });
        getAfter("/views/order-details/" + later, came.toArray(EventPosition[]::new));
        var rows = jdbc.queryForList("select * from order_details where " + LIVE + " and customer_id = ? order by placed_at",
                customer.value());
        assertThat(rows).extracting(row -> row.get("customer_position")).containsOnly(came.get(renamedFirst ? 0 : 1).position());
        rows.forEach(row -> row.keySet().removeAll(OF_THIS_ROW));
        return rows;
    }

    private EventPosition comesAs(int waiting, AggregateEvent event) {
        var position = publish(event);
        eventually(() -> assertThat(jdbc.queryForList("select 1 from pg_locks where not granted")).hasSize(waiting));
        return position;
    }

    private static int segment(String key) {
        return Stream.of(0, 1, 2, 3).filter(id -> Segment.computeSegment(id, 0, 1, 2, 3).matches(key)).findFirst().orElseThrow();
    }

    private static OrderPlaced placed(OrderId order, UserId customer, int second) {
        var price = Money.of("12.50", "EUR");
        return new OrderPlaced(order, customer, List.of(new OrderLine("tea", "Tea", 1, price)), price, "card-visa",
                Instant.parse("2026-01-01T12:00:00Z").plusSeconds(second), 0);
    }
}
