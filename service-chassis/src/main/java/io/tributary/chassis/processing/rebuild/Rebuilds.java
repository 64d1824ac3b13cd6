package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Generations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills views again from the start of their topics: in place, aside with a comparison before the switch, or aside only to compare. Two
 * rebuilds of one view never run at once.
 */
public final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private final Processors processors;
    private final ConsumerStore store;
    private final RebuildRecords records;
    private final Clock clock;

    public Rebuilds(Processors processors, ConsumerStore store, Clock clock) {
        this.processors = processors;
        this.store = store;
        this.records = new RebuildRecords(store.documents());
        this.clock = clock;
        processors.limitedBy(records::limits);
        processors.afterwards(new RebuildDriver(processors, store, records, clock));
    }

    /**
     * Begins a rebuild and returns at once.
     *
     * @throws RebuildRefused if one is under way
     */
    public Rebuild begin(ProjectionDefinition projection, Mode mode, boolean acceptDifferences) {
        return begin(projection, mode, acceptDifferences, null, null);
    }

    /** The same, reading at most so many events a second. */
    public Rebuild begin(ProjectionDefinition projection, Mode mode, boolean acceptDifferences, @Nullable Integer maxEventsPerSecond) {
        return begin(projection, mode, acceptDifferences, null, maxEventsPerSecond);
    }

    /** Computes the view aside and compares; {@code repair} is a key to put right in the live view, {@code all}, or null for none. */
    public Rebuild audit(ProjectionDefinition projection, @Nullable String repair) {
        return begin(projection, Mode.AUDIT, false, repair, null);
    }

    private Rebuild begin(ProjectionDefinition projection, Mode mode, boolean acceptDifferences, @Nullable String repair,
            @Nullable Integer maxEventsPerSecond) {
        var name = projection.name();
        var before = store.generations().of(name);
        var after = mode == Mode.IN_PLACE ? before.emptied() : before.withRebuild();
        var rebuild = Rebuild.begun(UUID.randomUUID().toString(), name, mode, after.newest(), clock.instant()).accepting(acceptDifferences,
                repair).limitedTo(maxEventsPerSecond);
        records.save(rebuild);
        if (!records.reserve(name, rebuild.id())) {
            records.delete(rebuild.id());
            throw new RebuildRefused("rebuild-running", "a rebuild of " + name + " is under way");
        }
        if (mode == Mode.AUDIT && !before.isRead()) {
            records.release(name, rebuild.id());
            records.delete(rebuild.id());
            throw new RebuildRefused(ViewBeingFilled.SLUG, "no generation of " + name + " is read that could be compared");
        }
        if (!store.generations().change(name, before, after)) {
            records.save(rebuild.failed("the generations were changed by someone else", clock.instant()));
            records.release(name, rebuild.id());
            throw new RebuildRefused("rebuild-running", "the generations of " + name + " were changed by someone else");
        }
        LOG.info("rebuild {} of {} begins: {} into generation {}", rebuild.id(), name, mode, after.newest());
        store.transactions().executeInTransaction(() -> store.generations().deleteUnfed(projection.tables(), before));
        processors.reconcile();
        return rebuild;
    }

    public Optional<Rebuild> find(String id) {
        return records.find(id);
    }

    public List<Rebuild> all() {
        return records.all();
    }

    /**
     * Gives up what was filled aside; readers never saw it.
     *
     * @throws RebuildRefused if it has ended, or runs in place: there is nothing to go back to
     */
    public Rebuild cancel(Rebuild rebuild) {
        if (rebuild.mode() == Mode.IN_PLACE) {
            throw new RebuildRefused("rebuild-in-place", "a rebuild in place cannot be cancelled: the old rows are gone");
        }
        var state = store.generations().of(rebuild.projection());
        // What the generations say decides: the driver switches by changing them too, and one of both comes first.
        if (rebuild.state().ended() || state.building() != rebuild.generation()
                || !store.generations().change(rebuild.projection(), state, state.withoutRebuild())) {
            throw new RebuildRefused("rebuild-ended", "rebuild " + rebuild.id() + " has ended");
        }
        var cancelled = rebuild.in(State.CANCELLED, clock.instant());
        records.overrule(cancelled);
        records.release(rebuild.projection(), rebuild.id());
        processors.reconcile();
        return cancelled;
    }

    /**
     * Reads the previous generation again; it was fed all along.
     *
     * @throws RebuildRefused if there is none
     */
    public Generations.State rollBack(ProjectionDefinition projection) {
        var before = store.generations().of(projection.name());
        if (before.previous() == Generations.NONE) {
            throw new RebuildRefused("no-previous-generation", projection.name() + " has no previous generation to go back to");
        }
        if (!store.generations().change(projection.name(), before, before.rolledBack())) {
            throw new RebuildRefused("rebuild-running", "the generations of " + projection.name() + " were changed by someone else");
        }
        LOG.info("{} is read from generation {} again", projection.name(), before.previous());
        return before.rolledBack();
    }
}
