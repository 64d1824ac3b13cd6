package io.tributary.chassis.web;

import static io.tributary.chassis.web.HttpCalls.PACK;
import static io.tributary.chassis.web.HttpCalls.assertProblem;
import static io.tributary.chassis.web.HttpCalls.facts;
import static io.tributary.chassis.web.HttpCalls.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.sample.ParcelCommand.RelabelParcel;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The common rules of the HTTP contract, on either store. */
abstract class CommandsOverHttpContract {
    private static final int LONG_HISTORY = 120;
    private HttpCalls http = new HttpCalls(0);
    @LocalServerPort private int port;
    @Autowired private CommitLog log;
    @Autowired private Cache cache;
    @Autowired private CommandBus commands;

    @BeforeEach
    void connect() {
        http = new HttpCalls(port);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return http.send(method, path, body, headers);
    }

    private String packed() {
        return http.packed();
    }

    private HttpResponse<String> relabel(String parcel, String label, String... headers) {
        return send("PUT", parcel + "/label", "{\"label\":\"%s\"}".formatted(label), headers);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void creating_answers_201_with_location_version_and_token() {
        var created = send("POST", "/parcels", PACK);
        assertThat(created.statusCode()).isEqualTo(201);
        String location = header(created, "Location");
        String id = location.substring("/parcels/".length());
        assertThat(created.body()).isEqualTo("{\"parcelId\":\"" + id + "\"}");
        assertThat(header(created, "ETag")).isEqualTo("\"1\"");
        var token = ConsistencyToken.parse(header(created, "Consistency-Token"));
        assertThat(token.events()).singleElement().satisfies(event -> {
            assertThat(event.owner()).isEqualTo("parcel");
            assertThat(event.key()).isEqualTo(id);
            assertThat(log.read(event.position(), 1).getFirst().event().type()).isEqualTo("parcel.packed");
        });
        assertThat(send("GET", location, "").body()).isEqualTo("{\"parcelId\":\"" + id + "\",\"state\":\"Packed\",\"version\":1}");
    }

    @Test
    void a_command_whose_answer_would_not_be_taken_does_not_happen() {
        String parcel = packed();
        long commits = log.refreshedHead().commit();
        for (String accepted : List.of("image/png", "json", ";;")) {
            var answer = send("POST", "/parcels", PACK, "Accept", accepted);
            assertProblem(answer, 406, "not-acceptable");
            assertProblem(relabel(parcel, "x", "Accept", accepted), 406, "not-acceptable");
            assertThat(answer.headers().map()).doesNotContainKeys("location", "etag");
        }
        assertThat(log.refreshedHead().commit()).isEqualTo(commits);
    }

    @Test
    void changing_answers_204_with_the_next_version() {
        String parcel = packed();
        var changed = relabel(parcel, "Lager");
        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(header(changed, "ETag")).isEqualTo("\"2\"");
        assertThat(header(changed, "Consistency-Token")).isNotEmpty();
    }

    @Test
    void a_change_that_publishes_nothing_has_no_token() {
        var changed = send("PUT", packed() + "/weight", "{\"grams\":5}");
        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(header(changed, "ETag")).isEqualTo("\"2\"");
        assertThat(changed.headers().firstValue("Consistency-Token")).isEmpty();
    }

    @Test
    void a_change_that_changes_nothing_stays_at_its_version() {
        var unchanged = relabel(packed(), "Büro");
        assertThat(unchanged.statusCode()).isEqualTo(204);
        assertThat(header(unchanged, "ETag")).isEqualTo("\"1\"");
    }

    @Test
    void if_match_lets_only_the_newest_version_change() {
        String parcel = packed();
        assertThat(relabel(parcel, "a", "If-Match", "\"1\"").statusCode()).isEqualTo(204);
        var stale = relabel(parcel, "b", "If-Match", "\"1\"");
        assertProblem(stale, 412, "version-conflict");
        assertProblem(relabel(parcel, "b", "If-Match", "\"9\""), 412, "version-conflict");
        assertThat(relabel(parcel, "b", "If-Match", "\"2\"").statusCode()).isEqualTo(204);
    }

    @Test
    void if_match_comes_before_refusals_and_changes_that_change_nothing() {
        String parcel = packed();
        assertProblem(relabel(parcel, "Büro", "If-Match", "\"7\""), 412, "version-conflict");
        send("POST", parcel + "/dispatch", "");
        assertProblem(relabel(parcel, "c", "If-Match", "\"1\""), 412, "version-conflict");
        assertProblem(relabel(parcel, "c", "If-Match", "\"2\""), 409, "parcel-already-sent");
    }

    @Test
    void an_unreadable_if_match_or_key_is_refused() {
        String parcel = packed();
        assertProblem(relabel(parcel, "c", "If-Match", "1"), 400, "invalid-if-match");
        assertProblem(relabel(parcel, "c", "Idempotency-Key", "a b"), 400, "invalid-idempotency-key");
        assertProblem(relabel(parcel, "c", "Idempotency-Key", ""), 400, "invalid-idempotency-key");
    }

    @Test
    void a_repeated_key_gets_the_first_answer() {
        String key = key();
        var first = send("POST", "/parcels", PACK, "Idempotency-Key", key);
        long commits = log.refreshedHead().commit();
        var second = send("POST", "/parcels", PACK, "Idempotency-Key", key);
        assertThat(facts(second)).isEqualTo(facts(first));
        assertThat(log.refreshedHead().commit()).isEqualTo(commits);
    }

    @Test
    void a_repeated_change_gets_the_first_answer_although_it_would_be_refused_now() {
        String parcel = packed();
        String key = key();
        var first = relabel(parcel, "Lager", "Idempotency-Key", key);
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(send("POST", parcel + "/dispatch", "").statusCode()).isEqualTo(204);
        assertThat(facts(relabel(parcel, "Lager", "Idempotency-Key", key))).isEqualTo(facts(first));
    }

    @Test
    void a_change_that_changes_nothing_is_remembered_too() {
        String parcel = packed();
        String key = key();
        var first = relabel(parcel, "Büro", "Idempotency-Key", key);
        assertThat(relabel(parcel, "Lager").statusCode()).isEqualTo(204);
        var again = relabel(parcel, "Büro", "Idempotency-Key", key);
        assertThat(facts(again)).isEqualTo(facts(first));
        assertThat(header(send("GET", parcel, ""), "ETag")).isEqualTo("\"2\"");
    }

    @Test
    void a_key_with_another_body_is_refused() {
        String parcel = packed();
        String key = key();
        assertThat(relabel(parcel, "Lager", "Idempotency-Key", key).statusCode()).isEqualTo(204);
        assertProblem(relabel(parcel, "Keller", "Idempotency-Key", key), 422, "idempotency-key-reused");
        assertThat(send("PUT", parcel + "/weight", "{\"grams\":5}", "Idempotency-Key", key).statusCode()).isEqualTo(204);
    }

    @Test
    void a_refusal_is_not_remembered() {
        String parcel = "/parcels/" + UUID.randomUUID();
        String key = key();
        assertProblem(relabel(parcel, "Lager", "Idempotency-Key", key), 404, "parcel-not-found");
        assertThat(send("PUT", parcel, PACK).statusCode()).isEqualTo(201);
        assertThat(relabel(parcel, "Lager", "Idempotency-Key", key).statusCode()).isEqualTo(204);
    }

    @Test
    void what_another_instance_wrote_counts_although_this_one_has_an_older_state_in_memory() {
        String parcel = packed();
        anotherInstanceWrites(parcel, 1, "parcel.relabelled", 2, ",\"label\":\"Keller\"");
        assertThat(header(relabel(parcel, "Büro", "If-Match", "\"2\""), "ETag")).isEqualTo("\"3\"");
        anotherInstanceWrites(parcel, 3, "parcel.sent", 1, "");
        assertProblem(relabel(parcel, "Dach", "If-Match", "\"3\""), 412, "version-conflict");
        assertProblem(relabel(parcel, "Dach", "If-Match", "\"4\""), 409, "parcel-already-sent");
        assertProblem(relabel(parcel, "Büro"), 409, "parcel-already-sent");
    }

    private void anotherInstanceWrites(String parcel, long sequence, String type, int version, String fields) {
        String id = parcel.substring("/parcels/".length());
        byte[] payload = "{\"parcelId\":\"%s\"%s}".formatted(id, fields).getBytes(StandardCharsets.UTF_8);
        var event = new LogEvent(UUID.randomUUID(), id, sequence, "parcel", type, version, Instant.EPOCH, payload,
                "{}".getBytes(StandardCharsets.UTF_8));
        log.append(new NewCommit(UUID.randomUUID(), List.of(event), null));
    }

    @Test
    void a_long_history_is_snapshotted_and_goes_on() {
        String parcel = packed();
        String id = parcel.substring("/parcels/".length());
        IntStream.range(0, LONG_HISTORY).forEach(grams -> assertThat(
                send("PUT", parcel + "/weight", "{\"grams\":%d}".formatted(grams)).statusCode()).isEqualTo(204));
        await().atMost(Duration.ofSeconds(20)).until(() -> log.snapshot(id).isPresent());
        cache.removeAll();
        assertThat(header(send("POST", parcel + "/dispatch", ""), "ETag")).isEqualTo("\"" + (LONG_HISTORY + 2) + "\"");
        assertProblem(relabel(parcel, "c"), 409, "parcel-already-sent");
    }

    @Test
    void a_token_names_the_last_published_event_of_the_aggregate() {
        String parcel = packed();
        var sent = send("POST", parcel + "/dispatch", "");
        List<EventPosition> events = ConsistencyToken.parse(header(sent, "Consistency-Token")).events();
        assertThat(log.read(events.getFirst().position(), 1).getFirst().event().type()).isEqualTo("parcel.sent");
    }

    /** Another instance, as it were: it appends to the parcel whenever a command to it has been decided and is not stored yet. */
    @Test
    void a_change_that_others_outrun_each_time_is_given_up_with_nothing_stored() throws Exception {
        var parcel = packed();
        String id = parcel.substring("/parcels/".length());
        try (var _ = commands.registerHandlerInterceptor((unit, chain) -> {
            var decided = chain.proceed();
            if (unit.getMessage().getPayload() instanceof RelabelParcel relabel && relabel.target().text().equals(id)) {
                log.append(new NewCommit(UUID.randomUUID(), List.of(relabelledByOthers(id)), null));
            }
            return decided;
        })) {
            assertProblem(relabel(parcel, "too slow"), 409, "concurrent-change");
        }
        var stored = log.readAggregate(id, 0, LONG_HISTORY);
        assertThat(stored).hasSizeGreaterThan(10).noneMatch(
                event -> new String(event.event().payload(), StandardCharsets.UTF_8).contains("too slow"));
        assertThat(header(relabel(parcel, "alone"), "ETag")).isEqualTo("\"%d\"".formatted(stored.size() + 1));
    }

    private LogEvent relabelledByOthers(String id) {
        return new LogEvent(UUID.randomUUID(), id, log.lastSequence(id).orElseThrow() + 1, "parcel", "parcel.relabelled", 2, Instant.now(),
                "{\"parcelId\":\"%s\",\"label\":\"quick\"}".formatted(id).getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
