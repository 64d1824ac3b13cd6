package io.tributary.chassis.flow;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/** What the parcels' events say of them, wherever that is written. */
abstract class ParcelView {
    @EventHandler
    void on(ParcelPacked event, EventPosition position) {
        writable(position, event.label().value(), "packed");
    }

    @EventHandler
    void on(ParcelRelabelled event, EventPosition position) {
        writable(position, event.label().value(), null);
    }

    @EventHandler
    void on(ParcelSent event, EventPosition position) {
        writable(position, null, "sent");
    }

    private void writable(EventPosition position, @Nullable String label, @Nullable String state) {
        if ("poison".equals(label)) {
            throw new IllegalArgumentException("this label cannot be written");
        }
        if ("endless".equals(label)) {
            throw new StackOverflowError("this label has no end");
        }
        write(position, label, state);
    }

    /** What is null stays as it is. */
    abstract void write(EventPosition position, @Nullable String label, @Nullable String state);
}
