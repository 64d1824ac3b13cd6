package io.tributary.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.testing.DocumentedRoutes;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class UserEndpointsIT extends UserServiceUnderTest {
    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mappings;

    @Test
    void every_route_is_in_the_contract() {
        assertThat(DocumentedRoutes.missing(mappings, body(get("/v3/api-docs")))).isEmpty();
    }

    @Test
    void registering_answers_where_the_user_is_and_what_to_wait_for() {
        HttpResponse<String> answer = register("Zoë Ω", unused());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(location(answer)).isEqualTo("/users/" + body(answer).get("userId").asString());
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(answer.headers().firstValue("Consistency-Token")).isPresent();
    }

    @Test
    void a_user_is_read_as_it_is_now() {
        String email = unused();
        String path = registered(email);
        put(path + "/name", "{\"name\":\"Ada King\"}");
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"3\"");
        JsonNode user = body(answer);
        assertThat(user.get("name").asString()).isEqualTo("Ada King");
        assertThat(user.get("email").asString()).isEqualTo(email);
        assertThat(user.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(user.get("version").asLong()).isEqualTo(3);
        assertThat(user.propertyNames()).containsExactlyInAnyOrder("userId", "name", "email", "status", "version");
    }

    @Test
    void several_users_are_read_at_once_and_unknown_ones_left_out() {
        String first = registered(unused()).substring("/users/".length());
        String second = registered(unused()).substring("/users/".length());
        JsonNode page = body(get("/users?ids=%s,%s,%s,%s".formatted(first, UUID.randomUUID(), second, first)));
        assertThat(page.get("items")).extracting(user -> user.get("userId").asString()).containsExactly(first, second);
    }

    @Test
    void two_hundred_users_can_be_read_at_once_and_no_more() {
        String ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(200).collect(Collectors.joining(","));
        assertThat(get("/users?ids=" + ids).statusCode()).isEqualTo(200);
        isProblem(get("/users?ids=" + ids + "," + UUID.randomUUID()), 400);
        isProblem(get("/users?ids="), 400);
        isProblem(get("/users?ids=%20"), 400, "invalid-request");
        isProblem(get("/users?ids=" + UUID.randomUUID() + ",,"), 400, "invalid-request");
        isProblem(get("/users"), 400);
        isProblem(get("/users?ids=1"), 400);
        isProblem(get("/users?ids=1-1-1-1-1"), 400, "invalid-request");
    }

    @Test
    void changes_answer_the_new_version() {
        String path = registered(unused());
        assertThat(changed(put(path + "/name", "{\"name\":\"Ada King\"}"))).isEqualTo("\"3\"");
        assertThat(changed(put(path + "/email", "{\"email\":\"%s\"}".formatted(unused())))).isEqualTo("\"4\"");
        assertThat(changed(post(path + "/deactivation", "{\"reason\":\"left\"}"))).isEqualTo("\"5\"");
        assertThat(changed(post(path + "/reactivation", ""))).isEqualTo("\"6\"");
    }

    @Test
    void what_holds_already_is_accepted_and_stores_nothing() {
        String path = registered(unused());
        assertThat(changed(put(path + "/name", "{\"name\":\"Ada Lovelace\"}"))).isEqualTo("\"2\"");
        assertThat(changed(post(path + "/reactivation", ""))).isEqualTo("\"2\"");
    }

    @Test
    void a_deactivated_user_is_not_changed() {
        String path = registered(unused());
        post(path + "/deactivation", "{\"reason\":\"left\"}");
        assertThat(body(get(path)).get("status").asString()).isEqualTo("DEACTIVATED");
        isProblem(put(path + "/name", "{\"name\":\"Ada King\"}"), 409, "user-deactivated");
        isProblem(put(path + "/email", "{\"email\":\"%s\"}".formatted(unused())), 409, "user-deactivated");
    }

    @Test
    void a_stale_version_is_refused() {
        String path = registered(unused());
        assertThat(changed(put(path + "/name", "{\"name\":\"Ada King\"}", "If-Match", "\"2\""))).isEqualTo("\"3\"");
        assertThat(put(path + "/name", "{\"name\":\"Ada\"}", "If-Match", "\"2\"").statusCode()).isEqualTo(412);
        assertThat(put(path + "/email", "{\"email\":\"%s\"}".formatted(unused()), "If-Match", "\"2\"").statusCode()).isEqualTo(412);
        assertThat(body(get(path)).get("version").asLong()).isEqualTo(3);
    }

    @Test
    void a_reactivation_takes_no_field() {
        String path = registered(unused());
        isProblem(post(path + "/reactivation", "{\"reason\":\"back\"}"), 400, "invalid-request");
        isProblem(post(path + "/reactivation", "{"), 400, "malformed-json");
        assertThat(post(path + "/reactivation", "{}").statusCode()).isEqualTo(204);
    }

    @Test
    void the_same_key_registers_once() {
        String email = unused();
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = register("Ada", email, "Idempotency-Key", key);
        HttpResponse<String> again = register("Ada", email, "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(location(again)).isEqualTo(location(first));
        isProblem(register("Ada", unused(), "Idempotency-Key", key), 422, "idempotency-key-reused");
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "PUT, /name", "PUT, /email", "POST, /deactivation", "POST, /reactivation"})
    void nobody_is_not_found(String method, String rest) {
        String path = "/users/" + UUID.randomUUID() + rest;
        String body = switch (rest) {
            case "/name" -> "{\"name\":\"Ada\"}";
            case "/email" -> "{\"email\":\"%s\"}".formatted(unused());
            default -> "{\"reason\":\"left\"}";
        };
        isProblem(switch (method) {
            case "GET" -> get(path);
            case "PUT" -> put(path, body);
            default -> post(path, rest.equals("/reactivation") ? "" : body);
        }, 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"name\":\" \",\"email\":\"a@example.org\"} | /name",
            "{\"name\":\"Ada\",\"email\":\"nowhere\"} | /email",
            "{\"name\":\"Ada\"} | /email", "{\"name\":null,\"email\":\"a@example.org\"} | /name",
            "{\"name\":\"Ada\\u0000\",\"email\":\"a@example.org\"} | /name",
            "{\"name\":\"Ada\",\"email\":\"a@example.org\",\"admin\":true} | /admin",
            "{\"name\":{},\"email\":\"a@example.org\"} | /name"})
    void a_malformed_registration_names_its_fault(String body, String pointer) {
        HttpResponse<String> answer = post("/users", body);
        isProblem(answer, 400);
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"").doesNotContain("java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"Ada\"", "null", "{\"name\":\"Ada\",\"name\":\"Eve\",\"email\":\"a@example.org\"}"})
    void a_body_that_is_no_registration_is_refused(String body) {
        isProblem(post("/users", body), 400);
    }

    @Test
    void a_reason_is_one_line_of_text() {
        String path = registered(unused());
        isProblem(post(path + "/deactivation", "{\"reason\":\"\"}"), 400);
        isProblem(post(path + "/deactivation", "{\"reason\":\"%s\"}".formatted("x".repeat(501))), 400);
        isProblem(post(path + "/deactivation", "{}"), 400);
        isProblem(put("/users/1/name", "{\"name\":\"Ada\"}"), 400);
        isProblem(put("/users/1-1-1-1-1/name", "{\"name\":\"Ada\"}"), 400, "invalid-request");
    }

    private static String changed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private void isProblem(HttpResponse<String> answer, int status, String slug) {
        isProblem(answer, status);
        assertThat(body(answer).get("type").asString()).isEqualTo("/problems/" + slug);
    }
}
