package io.tributary.chassis.operations;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Generations;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.chassis.web.HttpCalls;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.HttpViews.VersionedView;
import io.tributary.security.testing.UnreadableRequest;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Told by whatever is an answer of the view, and by nothing else. */
@SpringBootTest(classes = {ParcelService.class, LagOfAnAnswerIT.Shelf.class,
        LagOfAnAnswerIT.ShelfEndpoint.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
                "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis",
                "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
class LagOfAnAnswerIT {
    private static final String VIEW = "shelf";
    @LocalServerPort private int port;
    private final Processors processors;
    private final Generations generations;

    @TestConfiguration
    static class Shelf {
        @Bean
        ProjectionDefinition shelf() {
            return new ProjectionDefinition(VIEW, EventSource.ownLog(), List.of(), _ -> new Handlers(), (_, _) -> OptionalLong.empty());
        }
    }

    static final class Handlers {
        @EventHandler
        void on(ParcelPacked event, EventPosition position) {
            // keeps nothing
        }
    }

    @RestController
    static class ShelfEndpoint {
        private final HttpViews views;

        ShelfEndpoint(HttpViews views) {
            this.views = views;
        }

        @GetMapping("/shelf")
        VersionedView<String> shelf() {
            return views.answer(List.of(VIEW), () -> "an empty shelf", _ -> 1);
        }
    }

    @Autowired
    LagOfAnAnswerIT(Processors processors, ConsumerStore store) {
        this.processors = processors;
        this.generations = store.generations();
    }

    /** A rebuild in place gives up the generation that was read, as soon as the answer has found that it is still live. */
    private final class GivenUpAfterTheAnswerLooked implements Generations {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public State of(String projection) {
            var state = generations.of(projection);
            if (looks.incrementAndGet() == 2) {
                generations.change(projection, state, state.emptied());
                processors.reconcile();
            }
            return state;
        }

        @Override
        public boolean change(String projection, State from, State to) {
            throw new UnsupportedOperationException("an answer changes nothing");
        }

        @Override
        public void deleteUnfed(List<String> tables, State state) {
            throw new UnsupportedOperationException("an answer deletes nothing");
        }
    }

    @Test
    void is_not_told_by_a_refusal_of_what_was_read_already() {
        eventually(() -> assertThat(new HttpCalls(port).send("GET", "/shelf", "").headers().firstValue("Tributary-Lag-Ms")).isPresent());
        new UnreadableRequest("GET /shelf HTTP/1.1", List.of("If-None-Match: \u00c3\u0089"), "", 400, "invalid-request").isRefusedAt(port);
    }

    @Test
    @DirtiesContext
    void is_told_by_an_answer_that_was_made_of_it() {
        eventually(() -> assertThat(lag(generations)).isNotNull());
        assertThat(lag(new GivenUpAfterTheAnswerLooked())).isNotNull();
        assertThat(generations.of(VIEW).isRead()).isFalse();
    }

    private @Nullable String lag(Generations known) {
        var views = new WaitingViews(processors, known, null, Clock.systemUTC());
        return views.answer(VIEW, () -> "an empty shelf").getHeaders().getFirst("Tributary-Lag-Ms");
    }
}
