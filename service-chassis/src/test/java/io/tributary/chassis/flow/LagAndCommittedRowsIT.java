package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.Test;

class LagAndCommittedRowsIT {
    private static final String PROCESSOR = Processors.nameOf(ParcelRows.NAME, 1);
    private final String owner = Parcels.freshOwner();
    private final Semaphore atTheEnd = new Semaphore(0);
    private final Semaphore mayWrite = new Semaphore(0);

    @Test
    void a_segment_is_behind_until_the_rows_that_its_batch_writes_last_are_committed() {
        try (var database = Owner.fresh();
                var log = PostgresCommitLog.open(database.dataSource());
                var publisher = Publishing.of(owner, log, database.instance(Duration.ofSeconds(10)));
                var flow = Flow.of(database.instance(Duration.ofSeconds(10)), writingLast(database))) {
            publisher.started();
            flow.started();
            new Parcels(log).packed(0, "label");
            Flow.await("the token is stored, the rows are not", () -> atTheEnd.tryAcquire());

            var running = flow.processors().running(PROCESSOR).orElseThrow();
            assertThat(behind(running)).isEqualTo(1);
            assertThat(running.caughtUp()).isFalse();
            assertThat(ParcelRows.changes(database.jdbc())).isZero();

            mayWrite.release();
            Flow.await("not behind any more", () -> behind(running) == 0);
            assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(1);
        }
    }

    private static long behind(RunningProcessor running) {
        var key = Parcels.parcel(0).text();
        int segment = IntStream.range(0, 4).filter(i -> Segment.computeSegment(i, 0, 1, 2, 3).matches(key)).findFirst().orElseThrow();
        return running.behindBySegment().getOrDefault(segment, Behind.NOTHING).events();
    }

    private ProjectionDefinition writingLast(Owner database) {
        return new ProjectionDefinition(ParcelRows.NAME, EventSource.topics(owner), List.of("parcel_row"),
                generation -> new WritingLast(new ParcelRows(database.jdbc(), generation)), (_, _) -> OptionalLong.empty());
    }

    private final class WritingLast {
        private final ParcelRows rows;

        WritingLast(ParcelRows rows) {
            this.rows = rows;
        }

        @EventHandler
        void on(ParcelPacked event, EventPosition position) {
            CurrentUnitOfWork.get().onPrepareCommit(_ -> {
                atTheEnd.release();
                mayWrite.acquireUninterruptibly();
                rows.on(event, position);
            });
        }
    }
}
