package io.tributary.chassis.operations;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.chassis.web.HttpCalls;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operations that are asked for again, at the wrong time, or with what they do not take. */
@SpringBootTest(classes = {ParcelService.class,
        RepeatingOperationsIT.Shelves.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
                "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis",
                "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
class RepeatingOperationsIT {
    private static final String SHELVES = "/operations/projections/shelves/";
    private static final String ASIDE = "{\"mode\":\"blue-green\"}";
    private static final String SLOWLY = "{\"mode\":\"%s\",\"eventsPerSecond\":5}";
    @LocalServerPort private int port;
    private final String key = UUID.randomUUID().toString();
    private HttpCalls calls = new HttpCalls(0);

    @TestConfiguration
    static class Shelves {
        @Bean
        ProjectionDefinition shelves() {
            return view("shelves");
        }

        @Bean
        ProjectionDefinition boxes() {
            return view("boxes");
        }

        private static ProjectionDefinition view(String name) {
            return new ProjectionDefinition(name, EventSource.ownLog(), List.of(), _ -> new Handlers(), (_, _) -> OptionalLong.empty());
        }
    }

    static final class Handlers {
        @EventHandler
        void on(ParcelPacked event) {
            assertThat(event.label()).isNotNull();
        }
    }

    @BeforeEach
    void connect() {
        calls = new HttpCalls(port);
    }

    /** So that a slow rebuild is under way for a moment. */
    private void pack() {
        for (int i = 0; i < 5; i++) {
            assertThat(calls.send("POST", "/parcels", HttpCalls.PACK).statusCode()).isEqualTo(201);
        }
    }

    @AfterEach
    void nothingIsLeftRunning() {
        eventually(() -> assertThat(rebuilds()).allMatch(rebuild -> !rebuild.get("finishedAt").isNull()));
    }

    @Test
    void a_rebuild_asked_for_again_with_its_key_is_answered_as_first_and_begins_once() {
        int before = rebuilds().size();
        var first = post("rebuilds", ASIDE);
        assertThat(first.statusCode()).isEqualTo(202);
        var location = first.headers().firstValue("Location").orElseThrow();
        eventually(() -> assertThat(json(calls.send("GET", location, "")).get("state").asString()).isEqualTo("SWITCHED"));
        var again = post("rebuilds", ASIDE);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location")).hasValue(location);
        assertThat(again.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
        refused(post("rebuilds", SLOWLY.formatted("blue-green")), 422, "idempotency-key-reused");
        refused(post("rebuilds", ASIDE, "Idempotency-Key", "a b"), 400, "invalid-idempotency-key");
        assertThat(rebuilds()).hasSize(before + 1);
    }

    @Test
    void those_who_ask_at_once_with_one_key_get_one_answer() throws InterruptedException {
        int before = rebuilds().size();
        Callable<HttpResponse<String>> asking = () -> post("rebuilds", ASIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(Stream.generate(() -> asking).limit(8).toList()).stream().map(Future::resultNow).map(
                    answer -> answer.statusCode() + answer.body()).collect(Collectors.toSet());
            assertThat(answers).singleElement().asString().startsWith("202");
        }
        assertThat(rebuilds()).hasSize(before + 1);
    }

    @Test
    void a_refusal_is_not_remembered() {
        pack();
        var running = calls.send("POST", SHELVES + "rebuilds", SLOWLY.formatted("blue-green"));
        var location = running.headers().firstValue("Location").orElseThrow();
        refused(post("rebuilds", ASIDE), 409, "rebuild-running");
        assertThat(calls.send("POST", location + "/cancellation", "{}").statusCode()).isEqualTo(200);
        refused(calls.send("POST", location + "/cancellation", ""), 409, "rebuild-ended");
        assertThat(post("rebuilds", ASIDE).statusCode()).isEqualTo(202);
    }

    @Test
    void what_is_not_possible_now_is_refused_as_documented() {
        pack();
        refused(calls.send("POST", "/operations/projections/boxes/rollback", ""), 409, "no-previous-generation");
        var running = calls.send("POST", SHELVES + "rebuilds", SLOWLY.formatted("in-place"));
        refused(calls.send("POST", running.headers().firstValue("Location").orElseThrow() + "/cancellation", ""), 409, "rebuild-in-place");
        refused(calls.send("POST", SHELVES + "audit", ""), 409, "rebuild-running");
        refused(calls.send("POST", SHELVES + "rebuilds", "{\"mode\":\"sideways\"}"), 400, "unknown-mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operations/projections/boxes/rollback", "/operations/rebuilds/1/cancellation",
            "/operations/dead-letters/boxes@1~1/retry", "/parcels/11111111-1111-4111-8111-111111111111/dispatch"})
    void a_field_is_refused_where_no_body_is_taken(String path) {
        for (String body : List.of("{\"generation\":1}", "[]", "1", "{} {}", "x")) {
            refused(calls.send("POST", path, body), 400, "invalid-request");
        }
        assertThat(
                IntStream.of(calls.send("POST", path, " { } ").statusCode(), calls.send("POST", path, "").statusCode()).distinct()).hasSize(
                        1);
    }

    private HttpResponse<String> post(String operation, String body, String... headers) {
        return calls.send("POST", SHELVES + operation, body, headers.length == 0 ? new String[]{"Idempotency-Key", key} : headers);
    }

    private List<JsonNode> rebuilds() {
        return json(calls.send("GET", "/operations/rebuilds", "")).get("items").valueStream().toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void refused(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/" + slug);
    }
}
