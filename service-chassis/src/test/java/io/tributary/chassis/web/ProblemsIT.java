package io.tributary.chassis.web;

import static io.tributary.chassis.web.HttpCalls.assertProblem;
import static io.tributary.chassis.web.HttpCalls.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.security.testing.UnreadableRequest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

@ParcelsOnPostgres
class ProblemsIT {
    @LocalServerPort private int port;
    @Autowired private JsonMapper json;
    private HttpCalls http = new HttpCalls(0);

    @BeforeEach
    void connect() {
        http = new HttpCalls(port);
    }

    static Stream<Arguments> invalidBodies() {
        return Stream.of(invalid("{}", "/label", "must not be null or missing"),
                invalid("{\"label\":null,\"worth\":{\"amount\":\"1.00\",\"currency\":\"EUR\"},\"stamps\":[]}", "/label",
                        "must not be null or missing"),
                invalid(body("\"\"", "\"1.00\"", "[]"), "/label", "a label has 1 to 40 characters and is not blank"),
                invalid(body("7", "\"1.00\"", "[]"), "/label", "must be"),
                invalid(body("\"a\\u0000\"", "\"1.00\"", "[]"), "/label", "Unicode"),
                invalid(body("\"a\\ud800\"", "\"1.00\"", "[]"), "/label", "Unicode"),
                invalid(body("\"a\"", "1.00", "[]"), "/worth/amount", "decimal number in a string"),
                invalid(body("\"a\"", "\"1e999999999\"", "[]"), "/worth/amount", "decimal number in a string"),
                invalid(body("\"a\"", "\"1.001\"", "[]"), "/worth", "finer than the currency"),
                invalid(body("\"a\"", "\"1.00\",\"rate\":1", "[]"), "/worth/rate", "unknown field"),
                invalid(body("\"a\"", "\"1.00\"", "{}"), "/stamps", "a list"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"cents\":0,\"kind\":\"LETTER\"}]"), "/stamps/0/cents", "greater than or equal to 1"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"cents\":1,\"kind\":\"letter\"}]"), "/stamps/0/kind",
                        "must be one of LETTER, PARCEL"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"cents\":1,\"kind\":1}]"), "/stamps/0/kind", "must be one of LETTER, PARCEL"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"cents\":1,\"kind\":\"\"}]"), "/stamps/0/kind", "must be one of LETTER, PARCEL"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"cents\":1.5,\"kind\":\"LETTER\"}]"), "/stamps/0/cents", "a whole number"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"cents\":\"1\",\"kind\":\"LETTER\"}]"), "/stamps/0/cents", "a whole number"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"cents\":99999999999,\"kind\":\"LETTER\"}]"), "/stamps/0/cents", "a whole number"),
                invalid(body("\"a\"", "\"1.00\"", "[null]"), "/stamps/0", "null"),
                invalid(body("\"a\"", "\"1.00\"", "[{\"kind\":\"LETTER\"}]"), "/stamps/0/cents", "must not be null or missing"));
    }

    private static Arguments invalid(String body, String pointer, String detail) {
        return Arguments.of(body, pointer, detail);
    }

    private static String body(String label, String amount, String stamps) {
        return "{\"label\":%s,\"worth\":{\"amount\":%s,\"currency\":\"EUR\"},\"stamps\":%s}".formatted(label, amount, stamps);
    }

    @ParameterizedTest
    @MethodSource("invalidBodies")
    void an_invalid_body_is_answered_with_where_and_why(String body, String pointer, String detail) {
        var answer = http.send("POST", "/parcels", body);
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"").contains(detail.replace("\"", "\\\""));
        assertNothingInside(answer);
    }

    @Test
    void an_audit_that_does_not_say_what_it_is_to_repair_is_refused() {
        var answer = http.send("POST", "/operations/projections/parcel-rows/audit", "{\"repair\":\"\"}");
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body()).contains("\"pointer\":\"/repair\"");
    }

    static Stream<String> malformedBodies() {
        return Stream.of("", "{", "nonsense", "{\"label\":\"a\",\"label\":\"b\"}", HttpCalls.PACK + " x",
                "{\"label\":\"" + "x".repeat(200_000) + "\"}",
                "{\"note\":" + "9".repeat(5000) + "}", "\u0000");
    }

    @ParameterizedTest
    @MethodSource("malformedBodies")
    void a_malformed_body_is_answered_as_such(String body) {
        var answer = http.send("POST", "/parcels", body);
        assertProblem(answer, 400, "malformed-json");
        assertNothingInside(answer);
    }

    @Test
    void json_is_not_read_to_any_depth() {
        assertThat(json.readTree("[".repeat(40) + "]".repeat(40)).isArray()).isTrue();
        assertThatExceptionOfType(StreamConstraintsException.class).isThrownBy(() -> json.readTree("[".repeat(60) + "]".repeat(60)));
    }

    @Test
    void an_unknown_currency_is_invalid() {
        var answer = http.send("POST", "/parcels", HttpCalls.PACK.replace("EUR", "XXXX"));
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body()).contains("\"pointer\":\"/worth/currency\"");
    }

    @Test
    void an_invalid_parameter_is_named() {
        assertThat(http.send("GET", "/parcels?limit=0", "").body()).contains("\"pointer\":\"#limit\"");
        assertProblem(http.send("GET", "/parcels?limit=0", ""), 400, "invalid-request");
        assertProblem(http.send("GET", "/parcels?limit=x", ""), 400, "invalid-request");
        assertProblem(http.send("GET", "/parcels", ""), 400, "invalid-request");
        assertProblem(http.send("GET", "/parcels?limit=1&kind=x", ""), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-uuid", "1-1-1-1-1", "00000001-0001-0001-0001-00000000000g", "0000000001-0001-0001-0001-0000000001",
            "00000000-0001-0001-0001-0000000000010", "{00000001-0001-0001-0001-000000000001}"})
    void what_is_no_id_is_an_invalid_parameter(String id) {
        var answer = http.send("GET", "/parcels/" + URLEncoder.encode(id, StandardCharsets.UTF_8), "");
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body()).contains("\"pointer\":\"#id\"");
    }

    @Test
    void an_id_may_be_written_in_capitals() {
        var parcel = http.packed();
        var capitals = parcel.substring(parcel.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        assertThat(http.send("GET", "/parcels/" + capitals, "").statusCode()).isEqualTo(200);
    }

    @Test
    void what_a_path_does_not_offer_is_a_problem() {
        assertProblem(http.send("GET", "/nowhere", ""), 404, "not-found");
        assertProblem(http.send("GET", "/parcels/" + UUID.randomUUID(), ""), 404, "parcel-not-found");
        var notAllowed = http.send("DELETE", "/parcels", "");
        assertProblem(notAllowed, 405, "method-not-allowed");
        assertThat(header(notAllowed, "Allow")).contains("POST");
        assertProblem(http.send("GET", "/parcels?limit=1", "", "Accept", "image/png"), 406, "not-acceptable");
        assertProblem(http.send("POST", "/parcels", "a=b", "Content-Type", "application/x-www-form-urlencoded"), 415,
                "unsupported-media-type");
    }

    @Test
    void a_refusal_has_the_type_of_its_reason() {
        assertProblem(http.send("PUT", http.packed() + "/weight", "{\"grams\":40000}"), 400, "parcel-too-heavy");
        assertProblem(http.send("PUT", "/parcels/" + UUID.randomUUID() + "/weight", "{\"grams\":4}"), 404, "parcel-not-found");
    }

    @Test
    void a_body_over_the_limit_is_refused_announced_or_not() {
        String large = "{\"note\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertProblem(http.send("POST", "/parcels", large), 413, "content-too-large");
        assertProblem(http.sendChunked("POST", "/parcels", large), 413, "content-too-large");
        assertThat(http.sendChunked("POST", "/parcels", HttpCalls.PACK).statusCode()).isEqualTo(201);
    }

    @Test
    void a_fault_of_ours_says_nothing_of_the_inside() {
        var answer = http.send("GET", "/parcels?limit=13", "");
        assertProblem(answer, 500, "internal-error");
        assertNothingInside(answer);
        assertThat(answer.body()).contains("Reference: ");
    }

    static Stream<UnreadableRequest> unreadable() {
        return UnreadableRequest.all("/parcels?limit=1", "/parcels");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_cannot_be_read_is_a_problem_too(UnreadableRequest request) {
        request.isRefusedAt(port);
    }

    @Test
    void an_accepted_type_that_is_none_is_not_acceptable() {
        assertProblem(http.send("GET", "/parcels?limit=1", "", "Accept", "json"), 406, "not-acceptable");
        assertProblem(http.send("GET", "/parcels?limit=1", "", "Accept", ";;"), 406, "not-acceptable");
    }

    @Test
    void an_error_is_a_problem_whatever_is_accepted() {
        assertProblem(http.send("GET", "/nowhere", "", "Accept", "image/png"), 404, "not-found");
        assertProblem(http.send("DELETE", "/parcels", "", "Accept", "text/html"), 405, "method-not-allowed");
    }

    @Test
    void a_service_that_runs_says_so() {
        assertThat(http.send("GET", "/actuator/health", "").body()).contains("\"status\":\"UP\"").doesNotContain("PostgreSQL");
        assertThat(http.send("GET", "/actuator/prometheus", "").statusCode()).isEqualTo(200);
        assertProblem(http.send("GET", "/actuator/env", ""), 404, "not-found");
    }

    private static void assertNothingInside(HttpResponse<String> answer) {
        assertThat(answer.body()).doesNotContain("io.tributary").doesNotContain("java.").doesNotContain("Exception").doesNotContain(
                "jackson").doesNotContainIgnoringCase("select ").doesNotContain("\tat ");
    }
}
