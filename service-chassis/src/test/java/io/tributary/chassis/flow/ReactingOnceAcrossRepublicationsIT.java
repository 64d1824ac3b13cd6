package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.sample.ParcelCommand.SendParcel;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelId;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy has effects outside its own view: it has them once per event, however often the owner's history is published again. */
class ReactingOnceAcrossRepublicationsIT {
    private static final int ALL = 1_000_000;
    private final String owner = Parcels.freshOwner();
    private final Map<ParcelId, Integer> sent = new ConcurrentHashMap<>();
    private final Semaphore mayReact = new Semaphore(ALL);
    private final CommandGateway commands = commands();
    private Owner database;
    private CommitLog log;
    private ConsumerStore store;
    private int packed;

    /** Sends one command per event, without a key that would make a second one harmless. */
    static final class WhenPackedThenSend {
        private final CommandGateway commands;
        private final Semaphore mayReact;

        WhenPackedThenSend(CommandGateway commands, Semaphore mayReact) {
            this.commands = commands;
            this.mayReact = mayReact;
        }

        @EventHandler
        void on(ParcelPacked event) throws InterruptedException {
            mayReact.acquire();
            commands.sendAndWait(new SendParcel(event.parcelId()));
        }
    }

    private CommandGateway commands() {
        var bus = SimpleCommandBus.builder().build();
        bus.subscribe(SendParcel.class.getName(),
                command -> sent.merge(((SendParcel) command.getPayload()).parcelId(), 1, Integer::sum));
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @BeforeEach
    void open() {
        database = Owner.fresh();
        log = PostgresCommitLog.open(database.dataSource());
        store = database.instance(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    private Flow reacting() {
        return Flow.of(store, ParcelRows.definition(database.jdbc(), owner), new PolicyDefinition("when-packed-then-send",
                EventSource.topics(owner), new WhenPackedThenSend(commands, mayReact))).started();
    }

    private void pack(int parcels) {
        for (int i = 0; i < parcels; i++) {
            new Parcels(log).packed(packed++, "label");
        }
    }

    private void publishToANewTopic(Publishing publisher) {
        int before = publisher.publisher().status().generation();
        publisher.publisher().republish(true);
        Flow.await("published again", () -> publisher.publisher().status().generation() == before + 1
                && publisher.publisher().status().next() == packed);
    }

    private void assertEachCommandIsSentOnce(Flow flow) {
        Flow.await("every event is reacted to, and all is read", () -> sent.size() == packed
                && flow.processors().running().stream().allMatch(RunningProcessor::caughtUp));
        assertThat(sent.values()).allMatch(times -> times == 1);
    }

    @Test
    void while_it_reacts() {
        try (var publisher = Publishing.of(owner, log, store); var flow = reacting()) {
            publisher.started();
            mayReact.drainPermits();
            pack(20);
            mayReact.release(5);
            Flow.await("some are reacted to", () -> sent.size() >= 5);
            publishToANewTopic(publisher);
            pack(20);
            mayReact.release(ALL);
            assertEachCommandIsSentOnce(flow);
            publishToANewTopic(publisher);
            pack(20);
            assertEachCommandIsSentOnce(flow);
        }
    }

    @Test
    void while_it_is_away() {
        try (var publisher = Publishing.of(owner, log, store)) {
            publisher.started();
            pack(20);
            try (var flow = reacting()) {
                assertEachCommandIsSentOnce(flow);
            }
            pack(10);
            publishToANewTopic(publisher);
            pack(10);
            try (var flow = reacting()) {
                assertEachCommandIsSentOnce(flow);
            }
        }
    }
}
