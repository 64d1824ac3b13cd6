package io.tributary.chassis.processing.batch;

import io.tributary.api.AggregateEvent;
import io.tributary.chassis.EventPosition;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * One generation of a view, written once per batch: its rows are then locked in the order of their keys, so that two processors cannot
 * wait for each other, and a batch costs a few round trips however many events it has.
 */
public final class BatchProjection {
    private final Rows rows;
    private final String batch;

    /** @param name unique for this view and generation */
    public BatchProjection(String name, Rows rows) {
        this.rows = rows;
        this.batch = BatchProjection.class.getName() + "." + name;
    }

    /** Where a view keeps its rows. */
    @FunctionalInterface
    public interface Rows {
        /** Applies the events; one that was applied before changes nothing. */
        void write(EventBatch batch);
    }

    /** Notes the event; all of a batch are written before its transaction, which also holds the token, commits. */
    @EventHandler
    public void on(AggregateEvent event, EventPosition position) {
        var unitOfWork = CurrentUnitOfWork.get();
        List<PositionedEvent> noted = unitOfWork.getOrComputeResource(batch, _ -> {
            var events = new ArrayList<PositionedEvent>();
            unitOfWork.onPrepareCommit(_ -> rows.write(new EventBatch(events)));
            return events;
        });
        noted.add(new PositionedEvent(event, position.position(), position.part()));
    }
}
