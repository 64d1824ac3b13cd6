package io.tributary.views;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.processing.deadletters.ParkedEvent.Failure;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody sees who watches the running service: figures, health, the list of processors. */
class WatchingProcessorsIT extends ProjectionsUnderTest {
    /** A generation that others have switched from goes on beside the live one. */
    private static final Pattern OF_A_VIEW = Pattern.compile("(order-details|customer-dashboard)@\\d+");
    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final ConsumerStore store;

    @Autowired
    WatchingProcessorsIT(JdbcTemplate jdbc, PlatformTransactionManager transactions, ConsumerStore store) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.store = store;
    }

    /** Other tests of the same service switch generations. */
    private String live(String view) {
        return view + "@" + store.generations().of(view).live();
    }

    @Test
    void a_view_that_cannot_be_written_falls_behind_in_figures_headers_and_health_until_it_can() throws Exception {
        var user = new UserId(UUID.randomUUID());
        getAfter("/views/customers/" + user + "/dashboard", publish(new UserRegistered(user, new PersonName("Ada"))));
        double applied = figure("tributary_processor_events_applied_total", live("customer-dashboard"));
        assertThat(figure("tributary_processor_segments_claimed", live("customer-dashboard"))).isEqualTo(4);
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            jdbc.execute("lock table customer_dashboard in share mode");
            publish(new UserRegistered(new UserId(UUID.randomUUID()), new PersonName("Ben")));
            eventually(() -> {
                jdbc.execute("select 1"); // a transaction in which nothing happens is ended
                assertThat(figure("tributary_processor_lag_events", live("customer-dashboard"))).isGreaterThanOrEqualTo(1);
                assertThat(figure("tributary_processor_lag_seconds", live("customer-dashboard"))).isGreaterThan(1);
                assertThat(figure("tributary_processor_lag_seconds", live("order-details"))).isLessThan(1);
                assertThat(read("/views/customers/" + user + "/dashboard").headers().firstValueAsLong("Tributary-Lag-Ms").orElse(
                        0)).isGreaterThan(1_000);
                assertThat(read("/actuator/health")).matches(
                        health -> health.statusCode() == 503 && health.body().contains("OUT_OF_SERVICE"));
            });
        });
        eventually(() -> {
            assertThat(figure("tributary_processor_lag_events", live("customer-dashboard"))).isZero();
            assertThat(figure("tributary_processor_lag_seconds", live("customer-dashboard"))).isZero();
            assertThat(read("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(figure("tributary_processor_events_applied_total", live("customer-dashboard"))).isGreaterThan(applied);
        });
    }

    @Test
    void sequences_that_are_held_back_are_counted() {
        String sequence = UUID.randomUUID().toString();
        var event = new EventRecord(UUID.randomUUID().toString(), "user.user-renamed", "1", Instant.now(), "user", sequence, 3,
                new LogPlace("user", "log", 1, 3, 2), new byte[0], new byte[0]);
        var parked = new ParkedEvent(live("customer-dashboard"), sequence, "user.events-0", event,
                new Failure("IllegalStateException", "why", 2),
                Instant.now());
        store.deadLetters().park(parked);
        eventually(() -> assertThat(figure("tributary_processor_parked_sequences", live("customer-dashboard"))).isEqualTo(1));
        store.deadLetters().remove(parked);
        eventually(() -> assertThat(figure("tributary_processor_parked_sequences", live("customer-dashboard"))).isZero());
    }

    @Test
    void each_segment_of_each_processor_is_listed_with_where_it_stands() throws Exception {
        var user = new UserId(UUID.randomUUID());
        var registered = publish(new UserRegistered(user, new PersonName("Cleo")));
        getAfter("/views/customers/" + user + "/dashboard", registered);
        eventually(() -> {
            var items = body(read("/operations/processors").body()).get("items");
            Map<String, List<Integer>> segments = items.valueStream().collect(Collectors.groupingBy(
                    item -> item.get("processor").asString(),
                    Collectors.mapping(item -> item.get("segment").asInt(), Collectors.toList())));
            assertThat(segments.keySet()).contains(live("customer-dashboard"), live("order-details")).allMatch(
                    OF_A_VIEW.asMatchPredicate());
            assertThat(segments.values()).allSatisfy(each -> assertThat(each).containsExactlyInAnyOrder(0, 1, 2, 3));
            assertThat(items).allMatch(item -> item.get("service").asString().equals("projections")
                    && item.get("source").asString().equals("user.events,order.events,payment.events")
                    && item.get("state").asString().equals("RUNNING") && item.has("lastError")
                    && item.get("lag").get("events").asLong() == 0
                    && item.get("lag").get("ms").asLong() == 0 && !item.get("holder").asString().isEmpty());
            assertThat(items).anyMatch(item -> greatest(item.get("position")) >= registered.position());
            assertThat(items).allMatch(item -> greatest(item.get("head")) >= registered.position());
        });
    }

    private static long greatest(tools.jackson.databind.JsonNode positions) {
        return positions.valueStream().mapToLong(tools.jackson.databind.JsonNode::asLong).max().orElse(-1);
    }

    /** The greatest value of the processor's lines. */
    private double figure(String name, String processor) {
        var line = Pattern.compile("^%s\\{processor=\"%s\".*} (\\S+)$".formatted(name, processor), Pattern.MULTILINE);
        return line.matcher(read("/actuator/prometheus").body()).results().mapToDouble(
                result -> Double.parseDouble(result.group(1))).max().orElseThrow(() -> new AssertionError("no " + name));
    }
}
