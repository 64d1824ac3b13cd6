package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kill -9 of a real service between the command of its policy and the policy's token: the command comes again, and changes nothing. */
@Order(1)
class KilledPolicyIT {
    private static final int FEW = 2;
    private static final int MANY = 20;
    private static final int PARCELS = 8;
    private final Owner database = Owner.fresh();
    private final CommitLog log = PostgresCommitLog.open(database.dataSource());
    private int packed;

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    @Test
    void a_command_of_a_policy_killed_before_its_token_has_one_effect() throws Exception {
        kill(FEW);
    }

    @Test
    @Tag("long")
    void a_command_of_a_policy_killed_there_twenty_times_has_one_effect() throws Exception {
        kill(MANY);
    }

    private void kill(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            pack();
            try (var service = ReactingMain.start(database).reached()) {
                assertThat(comeAgain()).as("commands that are stored and will be sent again").isNotEmpty();
                service.kill();
            }
        }
        pack();
        try (var service = ReactingMain.run(database)) {
            Flow.await("every parcel is relabelled, and the policy has read all", () -> IntStream.range(0, packed).allMatch(
                    parcel -> events(parcel).size() > 1) && comeAgain().isEmpty());
            assertThat(service.isRunning()).isTrue();
        }
        assertThat(IntStream.range(0, packed)).allSatisfy(parcel -> assertThat(events(parcel)).extracting(
                stored -> stored.event().type()).containsExactly(
                        "parcel.packed", "parcel.relabelled"));
    }

    /** Parcels whose command is stored although their segment still stands before the event it follows from. */
    private List<Integer> comeAgain() {
        var segments = database.instance(ReactingMain.CLAIM).tokens().segments(ReactingMain.POLICY);
        var ids = segments.keySet().stream().mapToInt(Integer::intValue).toArray();
        return IntStream.range(0, packed).filter(parcel -> {
            var events = events(parcel);
            return events.size() > 1 && segments.entrySet().stream().filter(
                    segment -> Segment.computeSegment(segment.getKey(), ids).matches(Parcels.parcel(parcel).text())).anyMatch(
                            segment -> position(segment.getValue().token()) < events.getFirst().position());
        }).boxed().toList();
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    private List<StoredEvent> events(int parcel) {
        return log.readAggregate(Parcels.parcel(parcel).text(), 0, 100);
    }

    private void pack() {
        var parcels = new Parcels(log);
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(packed++, "label");
        }
    }
}
