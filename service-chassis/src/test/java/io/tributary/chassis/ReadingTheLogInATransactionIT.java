package io.tributary.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelCommand.PackParcel;
import io.tributary.chassis.sample.ParcelExamples;
import io.tributary.chassis.sample.ParcelId;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.eventstore.CommitLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever handles an event holds a connection; if each then had to wait for a second one, none would ever get it. */
@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis", "tributary.owner=parcel",
        "spring.datasource.hikari.maximum-pool-size=" + (ReadingTheLogInATransactionIT.HELD_BY_THE_LOG
                + ReadingTheLogInATransactionIT.HANDLERS)})
@ContextConfiguration(initializers = WithPostgres.class)
class ReadingTheLogInATransactionIT {
    static final int HELD_BY_THE_LOG = 2;
    static final int HANDLERS = 3;
    private static final int SECONDS = 30;
    @Autowired private PlatformTransactionManager transactions;
    @Autowired private CommandGateway commands;
    @Autowired private CommitLog log;

    @Test
    void as_many_as_there_are_connections_read_and_store_at_once() throws Exception {
        var all = new CyclicBarrier(HANDLERS);
        var parcel = packed();
        Callable<Integer> handler = () -> new TransactionTemplate(transactions).execute(_ -> {
            meet(all);
            var before = log.readAggregate(parcel.text(), 0, 10).size();
            packed();
            return before;
        });
        var answers = new ArrayList<Integer>();
        try (var handlers = Executors.newFixedThreadPool(HANDLERS)) {
            for (var answer : handlers.invokeAll(Stream.generate(() -> handler).limit(HANDLERS).toList())) {
                answers.add(Objects.requireNonNull(answer.get()));
            }
        }
        assertThat(answers).isEqualTo(List.of(1, 1, 1));
        assertThat(log.head().commit()).isEqualTo(1 + HANDLERS);
    }

    private ParcelId packed() {
        var id = new ParcelId(UUID.randomUUID());
        commands.sendAndWait(new PackParcel(id, ParcelExamples.packed().label(), ParcelExamples.packed().worth(),
                ParcelExamples.packed().packedAt()));
        return id;
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
