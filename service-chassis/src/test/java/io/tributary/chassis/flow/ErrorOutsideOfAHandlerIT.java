package io.tributary.chassis.flow;

import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.ProcessorTokens;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Axon's threads catch exceptions only: by an error a segment ends, or the whole processor, for good. */
class ErrorOutsideOfAHandlerIT {
    private final String owner = Parcels.freshOwner();
    private final AtomicInteger calls = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"storeToken,3", "extendClaim,1", "fetchAvailableSegments,2"})
    void makes_the_processor_anew_which_goes_on_where_the_other_stood(String failing, int call) {
        try (var database = new ParcelsInPostgres(); var log = database.openLog()) {
            var store = database.instance(Duration.ofSeconds(10));
            var parcels = new Parcels(log);
            try (var publisher = Publishing.of(owner, log, store);
                    var flow = Flow.of(failingAt(store, failing, call), database.definition(owner))) {
                publisher.started();
                flow.started();
                for (int i = 0; i < 40; i++) {
                    parcels.packed(i, "label");
                }
                Flow.await("failed", () -> calls.get() >= call);
                for (int i = 0; i < 40; i++) {
                    parcels.sent(i);
                }
                Flow.await("all applied", Duration.ofSeconds(40), () -> database.changes() == 80);
            }
        }
    }

    private ConsumerStore failingAt(ConsumerStore store, String method, int call) {
        var tokens = (ProcessorTokens) Proxy.newProxyInstance(ProcessorTokens.class.getClassLoader(), new Class<?>[]{ProcessorTokens.class},
                (_, called, arguments) -> {
                    if (called.getName().equals(method) && calls.incrementAndGet() == call) {
                        throw new StackOverflowError(method + " does not return");
                    }
                    try {
                        return called.invoke(store.tokens(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new ConsumerStore(tokens, store.transactions(), store.attempts(), store.generations(), store.rows(), store.deadLetters(),
                store.documents());
    }
}
