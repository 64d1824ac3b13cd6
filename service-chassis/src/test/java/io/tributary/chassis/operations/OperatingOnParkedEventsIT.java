package io.tributary.chassis.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.chassis.testing.Eventually;
import io.tributary.chassis.web.HttpCalls;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.HttpViews.View;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Refuses;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's way through events that a running service has parked. */
@SpringBootTest(classes = {ParcelService.class, OperatingOnParkedEventsIT.Labels.class,
        OperatingOnParkedEventsIT.LabelsEndpoint.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
                "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis",
                "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
class OperatingOnParkedEventsIT {
    private static final String LISTED = "/operations/dead-letters";
    private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
    private static final List<String> APPLIED = new CopyOnWriteArrayList<>();
    @LocalServerPort private int port;
    private HttpCalls calls;

    @TestConfiguration
    static class Labels {
        @Bean
        ProjectionDefinition labels() {
            return new ProjectionDefinition("labels", EventSource.ownLog(), List.of(), _ -> new Handlers(),
                    (_, _) -> OptionalLong.empty());
        }
    }

    static final class Handlers {
        @EventHandler
        void on(ParcelPacked event, EventPosition position) {
            switch (event.label().value()) {
                case "torn" -> refuseTorn();
                case "wet" -> refuseWet();
                default -> {
                    // can be read
                }
            }
            APPLIED.add(position.key() + " packed");
        }

        @EventHandler
        void on(ParcelSent event, EventPosition position) {
            APPLIED.add(position.key() + " sent");
        }

        private static void refuseTorn() {
            if (REFUSED.contains("torn")) {
                throw new IllegalArgumentException("half of it is missing");
            }
        }

        private static void refuseWet() {
            if (REFUSED.contains("wet")) {
                throw new IllegalStateException("nobody can read it");
            }
        }
    }

    @RestController
    static class LabelsEndpoint {
        private final HttpViews views;

        LabelsEndpoint(HttpViews views) {
            this.views = views;
        }

        @GetMapping("/labels/{id}")
        @Refuses(unknown = "label-not-found")
        View<String> label(@PathVariable String id) {
            return views.answer("labels", () -> {
                throw new NotFound("label-not-found", "nobody has labelled " + id);
            });
        }
    }

    @BeforeEach
    void parkThree() {
        calls = new HttpCalls(port);
        REFUSED.addAll(List.of("torn", "wet"));
    }

    @Test
    void parked_events_are_seen_by_cause_retried_and_given_up_for_a_reason_that_is_kept() {
        var torn = Stream.generate(() -> packed("torn")).limit(2).toList();
        var wet = packed("wet");
        calls.send("POST", "/parcels/" + torn.getFirst() + "/dispatch", "");
        var fine = packed("fine");
        Eventually.eventually(() -> {
            assertThat(group("illegal-argument").path("sequenceCount").asInt()).isEqualTo(2);
            assertThat(group("illegal-state").path("sequenceCount").asInt()).isEqualTo(1);
            assertThat(sequence("illegal-argument", torn.getFirst()).path("events").size()).isEqualTo(2);
            assertThat(APPLIED).contains(fine + " packed");
        });
        assertThat(group("illegal-argument").path("cause").asString()).matches(
                "illegal-argument-[0-9a-f]{8}");
        assertThat(calls.send("GET", LISTED, "").body()).doesNotContain("Exception", "Handlers");
        assertThat(calls.send("GET", "/operations/processors", "").body()).contains("\"lastError\":\"illegal-").doesNotContain("Exception");
        assertThat(sequence("illegal-state", wet).path("message").asString()).isEqualTo("nobody can read it");
        var one = sequence("illegal-argument", torn.getFirst()).path("id").asString();

        var failed = json(calls.send("POST", LISTED + "/" + one + "/retry", ""));
        assertThat(failed.path("remaining").asInt()).isEqualTo(2);
        assertThat(failed.path("error").asString()).matches("illegal-argument-[0-9a-f]{8}: half of it is missing");
        REFUSED.remove("torn");
        assertThat(json(calls.send("POST", LISTED + "/" + one + "/retry", "")).path("handled").asInt()).isEqualTo(2);
        assertThat(APPLIED).containsSubsequence(torn.getFirst() + " packed", torn.getFirst() + " sent");

        var cause = group("illegal-argument").path("cause").asString();
        var group = json(calls.send("POST", LISTED + "/retry", "{\"cause\":\"" + cause + "\"}"));
        assertThat(group.path("items").size()).isEqualTo(1);
        assertThat(APPLIED).contains(torn.getLast() + " packed");
        var all = json(calls.send("POST", LISTED + "/retry", "{}"));
        assertThat(all.path("items").valueStream().map(result -> result.path("remaining").asInt())).containsExactly(1);

        givenUpForAReason(sequence("illegal-state", wet).path("id").asString());
        assertThat(log()).containsExactly("anonymous retry " + one + " null", "anonymous retry " + one + " null",
                "anonymous retry " + cause + " null", "anonymous retry all null",
                "anonymous discard labels@1~" + wet + " it cannot be dried");
    }

    private void givenUpForAReason(String id) {
        for (String reason : List.of("", "?reason=", "?reason=%20", "?reason=" + "x".repeat(501))) {
            var refused = calls.send("DELETE", LISTED + "/" + id + reason, "");
            assertThat(refused.statusCode()).as(reason).isEqualTo(400);
            assertThat(refused.body()).contains("/problems/invalid-request", "\"pointer\":\"#reason\"");
        }
        var given = json(calls.send("DELETE", LISTED + "/" + id + "?reason=it%20cannot%20be%20dried", ""));
        assertThat(given.path("remaining").asInt()).isZero();
        assertThat(json(calls.send("GET", LISTED, "")).path("items").size()).isZero();
    }

    @Test
    void a_view_that_has_nothing_under_an_id_tells_how_far_it_is_behind() {
        Eventually.eventually(() -> assertThat(HttpCalls.header(nothing(), "Tributary-Lag-Ms")).matches("[0-9]+"));
        assertThat(nothing().body()).contains("/problems/label-not-found");
        assertThat(
                json(calls.send("GET", "/v3/api-docs", "")).at("/paths/~1labels~1{id}/get/responses/404/headers").propertyNames()).contains(
                        "Tributary-Lag-Ms");
    }

    private HttpResponse<String> nothing() {
        var answer = calls.send("GET", "/labels/4", "");
        assertThat(answer.statusCode()).isEqualTo(404);
        return answer;
    }

    private String packed(String label) {
        return calls.send("POST", "/parcels", HttpCalls.PACK.replace("Büro", label)).headers().firstValue(
                "Location").orElseThrow().substring(
                        "/parcels/".length());
    }

    private JsonNode group(String exception) {
        return json(calls.send("GET", LISTED, "")).path("items").valueStream().filter(
                group -> group.path("cause").asString().startsWith(exception)).findFirst().orElseGet(JsonMapper.shared()::createObjectNode);
    }

    private JsonNode sequence(String exception, String parcel) {
        return group(exception).path("sequences").valueStream().filter(
                sequence -> sequence.path("sequence").asString().equals(parcel)).findFirst().orElseGet(
                        JsonMapper.shared()::createObjectNode);
    }

    private List<String> log() {
        return json(calls.send("GET", "/operations/log", "")).path("items").valueStream().map(
                entry -> entry.path("who").asString() + " " + entry.path("action").asString() + " "
                        + entry.path("target").asString().replaceFirst(" event .*", "") + " "
                        + entry.path("reason").asString("null")).toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
