package io.tributary.chassis.flow;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Generations;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.eventstore.CommitLog;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Thirty parcels that are published, and a view of them that can be filled again. */
abstract class ParcelRebuilds {
    static final int PARCELS = 30;
    private static final List<String> TWO = List.of(Parcels.parcel(4).text(), Parcels.parcel(9).text());
    final ParcelDatabase database;
    final ProjectionDefinition definition;
    final ConsumerStore store;
    final Parcels parcels;
    private final String owner = Parcels.freshOwner();
    private final CommitLog log;
    private final Publishing publisher;

    ParcelRebuilds(ParcelDatabase database) {
        this.database = database;
        this.definition = database.definition(owner);
        this.store = database.instance(Duration.ofSeconds(10));
        this.log = database.openLog();
        this.parcels = new Parcels(log);
        this.publisher = Publishing.of(owner, log, store);
    }

    @BeforeEach
    void publishParcels() {
        publisher.started();
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "label " + i);
        }
    }

    @AfterEach
    void end() {
        publisher.close();
        log.close();
        database.close();
    }

    Flow applied(ProjectionDefinition projection) {
        var flow = Flow.of(store, projection).started();
        Flow.await("applied", () -> database.changes() >= PARCELS);
        return flow;
    }

    static Rebuild ended(Flow flow, Rebuild rebuild) {
        Flow.await("ended", () -> flow.rebuilds().find(rebuild.id()).orElseThrow().state().ended());
        return flow.rebuilds().find(rebuild.id()).orElseThrow();
    }

    Generations.State generations() {
        return store.generations().of(ParcelRows.NAME);
    }

    /** The same view, whose further generations are written by something else. */
    ProjectionDefinition withFurther(Further handler) {
        return new ProjectionDefinition(definition.name(), definition.source(), definition.tables(),
                generation -> generation == 1 ? definition.handlers().apply(1) : handler.over(database.view(generation), generation),
                definition.applied());
    }

    interface Further {
        Object over(ParcelView view, int generation);
    }

    /** Cannot write one row for a reason that passes. */
    record StuckAtOne(ParcelView view) {
        @EventHandler
        void on(ParcelPacked event, EventPosition position) {
            if (position.key().equals(Parcels.parcel(4).text())) {
                throw new ConcurrencyException("somebody else writes this row");
            }
            view.on(event, position);
        }
    }

    /** Makes a mistake in two of its rows. */
    record ShoutingAboutTwo(ParcelView view) {
        @EventHandler
        void on(ParcelPacked event, EventPosition position) {
            if (TWO.contains(position.key())) {
                view.write(position, "LOUD", "packed");
            } else {
                view.on(event, position);
            }
        }

        @EventHandler
        void on(ParcelRelabelled event, EventPosition position) {
            view.on(event, position);
        }

        @EventHandler
        void on(ParcelSent event, EventPosition position) {
            view.on(event, position);
        }
    }
}
