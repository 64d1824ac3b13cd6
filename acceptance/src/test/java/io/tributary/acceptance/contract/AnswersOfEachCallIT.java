package io.tributary.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.contract.Contract.Operation;
import io.tributary.acceptance.contract.RawHttp.Answer;
import io.tributary.acceptance.contract.RawHttp.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answers that follow from the shape of a call, provoked at every call that documents them, at every listener. */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersOfEachCallIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TOO_LARGE = 1024 * 1024 + 1;
    private static final int TOO_LONG = 33_000;
    private final Listeners listeners;
    private final List<Operation> operations;
    private final Examples examples;

    AnswersOfEachCallIT(Platform platform) {
        this.listeners = new Listeners(platform);
        this.operations = listeners.operations();
        this.examples = new Examples(listeners.known(), new Random(1));
    }

    /** How an answer is provoked, and where it has to be given. */
    enum Provoked {
        UNKNOWN_FIELD(400, "invalid-request", Provoked::isClosed, it -> body(it, text(it).replaceFirst("\\{", "{\"unknown\":1,"))), //
        FIELD_TWICE(400, "malformed-json", Provoked::isClosed,
                it -> body(it, text(it).replaceFirst("(\"[a-zA-Z]+\":(\"[^\"]*\"|true|false))", "$1,$1"))), //
        NO_JSON(400, "malformed-json", Provoked::takesBody, it -> body(it, "{")), //
        LARGE_BODY(413, "content-too-large", call -> !call.answer(413).isMissingNode(), it -> body(it, "x".repeat(TOO_LARGE))), //
        NO_MEDIA_TYPE(415, "unsupported-media-type", _ -> true, it -> header(it, "Content-Type", "*/*")), //
        ANOTHER_MEDIA_TYPE(415, "unsupported-media-type", Provoked::takesBody, it -> header(it, "Content-Type", "text/plain")), //
        LONG_URI(414, "uri-too-long", call -> !call.answer(414).isMissingNode(), it -> query(it, "x=" + "y".repeat(TOO_LONG))), //
        LARGE_HEADERS(431, "headers-too-large", call -> !call.answer(431).isMissingNode(),
                it -> header(it, "X-Note", "y".repeat(TOO_LONG))), //
        NOT_ACCEPTABLE(406, "not-acceptable", call -> !call.answer(406).isMissingNode(), it -> header(it, "Accept", "image/png")), //
        BAD_VERSION(400, "invalid-if-match", call -> takes(call, "If-Match"), it -> header(it, "If-Match", "7")), //
        OTHER_VERSION(412, "version-conflict", call -> takes(call, "If-Match"), it -> header(it, "If-Match", "\"999999\"")), //
        BAD_KEY(400, "invalid-idempotency-key", call -> takes(call, "Idempotency-Key"), it -> header(it, "Idempotency-Key", "a b")), //
        BAD_TOKEN(400, "invalid-consistency-token", call -> takes(call, "Consistency-Token"),
                it -> header(header(it, "Prefer", "wait=1"), "Consistency-Token", "x")), //
        BAD_CURSOR(400, "invalid-cursor", call -> takes(call, "cursor"), it -> query(it, "cursor=x")), //
        LIMIT_OF_NONE(400, "invalid-request", call -> takes(call, "limit"), it -> query(it, "limit=0")), //
        LIMIT_TOO_HIGH(400, "invalid-request", call -> takes(call, "limit"), it -> query(it, "limit=201")), //
        UNREAD_BODY(400, "invalid-request", call -> call.body() == null && (call.method().equals("POST") || call.method().equals("PUT")),
                it -> body(it, "{\"unknown\":1}")), //
        BROKEN_QUERY(400, "invalid-request", _ -> true, it -> query(it, "x=%zz")), //
        BROKEN_PATH(400, "invalid-request", _ -> true, it -> path(it, "%zz"));

        private final int status;
        private final String slug;
        private final Predicate<Operation> documents;
        private final UnaryOperator<Request> how;

        Provoked(int status, String slug, Predicate<Operation> documents, UnaryOperator<Request> how) {
            this.status = status;
            this.slug = slug;
            this.documents = documents;
            this.how = how;
        }

        private static boolean takesBody(Operation call) {
            return call.body() != null && call.node().at("/requestBody/required").asBoolean(false);
        }

        private static boolean isClosed(Operation call) {
            JsonNode body = call.body();
            return takesBody(call) && body != null && !body.path("additionalProperties").asBoolean(true) && !body.path(
                    "properties").isEmpty();
        }

        private static boolean takes(Operation call, String parameter) {
            return call.parameters().stream().anyMatch(it -> it.name().equals(parameter));
        }

        private static String text(Request request) {
            return new String(request.body(), StandardCharsets.UTF_8);
        }

        private static Request body(Request it, String body) {
            return new Request(it.method(), it.target(), it.headers(), body.getBytes(StandardCharsets.UTF_8));
        }

        private static Request header(Request it, String name, String value) {
            return new Request(it.method(), it.target(),
                    Stream.concat(it.headers().stream().filter(header -> !header.getKey().equals(name)),
                            Stream.of(Map.entry(name, value))).toList(),
                    it.body());
        }

        private static Request query(Request it, String more) {
            return new Request(it.method(), it.target() + (it.target().contains("?") ? "&" : "?") + more, it.headers(), it.body());
        }

        private static Request path(Request it, String more) {
            return new Request(it.method(), it.target().replaceFirst("\\?.*", "") + "/" + more, it.headers(), it.body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_documented_and_answered(Provoked provoked) throws IOException {
        List<Operation> calls = operations.stream().filter(provoked.documents).toList();
        assertThat(calls).hasSizeGreaterThan(1);
        var wrong = new ArrayList<String>();
        for (Operation call : calls) {
            Answer answer = listeners.send(call, provoked.how.apply(listeners.request(call, examples)));
            if (!isThe(provoked, answer) || !isDocumented(provoked, call)) {
                wrong.add(call + " answered " + answer.status() + " " + answer.text());
            }
        }
        assertThat(wrong).as("of %d calls", calls.size()).isEmpty();
    }

    private static boolean isDocumented(Provoked provoked, Operation call) {
        return call.answer(provoked.status).at(
                "/content/application~1problem+json/schema/allOf/1/properties/type/enum").valueStream().anyMatch(
                        type -> type.asString().equals("/problems/" + provoked.slug));
    }

    private static boolean isThe(Provoked provoked, Answer answer) {
        return answer.status() == provoked.status && answer.header("content-type").equals("application/problem+json") && JSON.readTree(
                answer.body()).path("type").asString("").equals("/problems/" + provoked.slug);
    }

    @Test
    void what_does_not_exist_is_not_found() throws IOException {
        var nothing = new Examples(new Examples.Known(List.of(UUID.randomUUID().toString()), List.of(UUID.randomUUID().toString()),
                List.of(UUID.randomUUID().toString())), new Random(1));
        var wrong = new ArrayList<String>();
        for (Operation call : operations) {
            JsonNode documented = call.answer(404);
            if (documented.isMissingNode()) {
                continue;
            }
            Request request = listeners.request(call, nothing);
            Answer answer = listeners.send(call, call.path().contains("{name}") ? ofNobody(request) : request);
            if (answer.status() != 404 || !SchemaCheck.faults(call.contract(), documented.at("/content/application~1problem+json/schema"),
                    JSON.readTree(answer.body())).isEmpty()) {
                wrong.add(call + " answered " + answer.status() + " " + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Views and publications are few and known by name. */
    private static Request ofNobody(Request it) {
        return new Request(it.method(), it.target().replaceFirst("^(/operations/[a-z]+/)[^/]+", "$1nobody"), it.headers(), it.body());
    }

    @Test
    void what_the_caller_has_already_is_not_sent_again() throws IOException {
        List<Operation> calls = operations.stream().filter(call -> !call.answer(304).isMissingNode()).toList();
        var wrong = new ArrayList<String>();
        for (Operation call : calls) {
            Request request = listeners.request(call, examples);
            Answer first = listeners.send(call, request);
            Answer second = listeners.send(call, Provoked.header(request, "If-None-Match", first.header("etag")));
            if (first.status() != 200 || second.status() != 304 || second.body().length > 0) {
                wrong.add(call + " answered " + first.status() + ", then " + second.status() + " " + second.text());
            }
        }
        assertThat(wrong).as("of %d calls", calls.size()).isEmpty();
        assertThat(calls).hasSizeGreaterThan(3);
    }

    /** Where the first request is accepted; a refusal is not remembered. Operations are left out: what they begin would run beside other tests. */
    @Test
    void a_key_that_was_used_for_another_request_is_refused() throws IOException {
        var accepted = new ArrayList<Operation>();
        var wrong = new ArrayList<String>();
        for (Operation call : operations.stream().filter(
                it -> !it.isOperating() && Provoked.isClosed(it) && Provoked.takes(it, "Idempotency-Key")).toList()) {
            Request request = Provoked.header(listeners.request(call, examples), "Idempotency-Key", UUID.randomUUID().toString());
            if (listeners.send(call, request).status() < 300) {
                accepted.add(call);
                Answer other = listeners.send(call, Provoked.body(request, Provoked.text(request) + " "));
                if (other.status() != 422 || !JSON.readTree(other.body()).path("type").asString("").endsWith("/idempotency-key-reused")) {
                    wrong.add(call + " answered " + other.status() + " " + other.text());
                }
            }
        }
        assertThat(wrong).as("of %s", accepted).isEmpty();
        assertThat(accepted).hasSizeGreaterThan(4);
    }
}
