package io.tributary.security.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every listener of the platform does before a request reaches a route of its own. A subclass starts the service on a random port. */
public abstract class GuardedListenerContract {
    /** Guarded as every path is, and led nowhere by any service. */
    private static final String PATH = "/nowhere";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestIssuer ISSUER = TestIssuer.shared();

    @LocalServerPort private int port;

    static Stream<Arguments> forged() {
        return ForgedTokens.all().entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void is_not_believed(String attack, String token) throws Exception {
        HttpRequest.Builder call = request(PATH);
        isUnauthenticated(send(token.isEmpty() ? call : call.header("Authorization", "Bearer " + token)));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_good_token_is_believed(Role role) throws Exception {
        assertThat(send(as(role, request(PATH))).statusCode()).isEqualTo(404);
    }

    @Test
    void a_token_counts_in_its_header_only() throws Exception {
        String token = ISSUER.token(Role.OPS, "ops");
        isUnauthenticated(send(request(PATH + "?access_token=" + token)));
        isUnauthenticated(send(request(PATH).header("Cookie", "access_token=" + token + "; JSESSIONID=" + token)));
        isUnauthenticated(send(request(PATH).header("Authorization", "Basic " + token)));
        isUnauthenticated(send(request(PATH).header("Content-Type", "application/x-www-form-urlencoded").POST(
                BodyPublishers.ofString("access_token=" + token))));
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OPS", mode = EnumSource.Mode.EXCLUDE)
    void operations_are_for_ops(Role role) throws Exception {
        isProblem(send(as(role, request("/operations/nothing"))), 403, "forbidden");
        isProblem(send(as(role, request("/actuator/env"))), 403, "forbidden");
        assertThat(send(as(Role.OPS, request("/operations/nothing"))).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"SUPPORT", "SERVICE"})
    void who_only_reads_changes_nothing(Role role) throws Exception {
        isProblem(send(as(role, request(PATH).method("DELETE", BodyPublishers.noBody()))), 403, "forbidden");
    }

    @Test
    void a_role_nobody_knows_gives_nothing() throws Exception {
        String token = ISSUER.signed(ISSUER.claims().claim(Role.CLAIM, List.of("admin", "ROLE_OPS", "OPS")).build());
        isProblem(send(request(PATH).header("Authorization", "Bearer " + token)), 403, "forbidden");
    }

    @Test
    void health_needs_no_token() throws Exception {
        assertThat(send(request("/actuator/health")).statusCode()).isIn(200, 503);
        isUnauthenticated(send(request("/actuator/prometheus")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operations;x=1/processors", "/nowhere//1", "/nowhere/./1", "/nowhere/%252e%252e/operations"})
    void a_path_that_could_be_read_in_two_ways_is_refused(String path) throws Exception {
        isProblem(send(as(Role.OPS, request(path))), 400, "invalid-request");
    }

    @Test
    void a_refusal_comes_before_the_body_is_looked_at() throws Exception {
        isUnauthenticated(send(request(PATH).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"a\":"))));
    }

    @Test
    void every_answer_tells_browsers_to_run_and_keep_nothing() throws Exception {
        for (HttpResponse<String> answer : List.of(send(request(PATH)), send(as(Role.OPS, request(PATH))))) {
            assertThat(answer.headers().map()).containsKeys("content-security-policy", "cache-control", "referrer-policy",
                    "permissions-policy", "x-request-id");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "set-cookie", "access-control-allow-origin");
        }
    }

    private static void isUnauthenticated(HttpResponse<String> answer) {
        isProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).matches("Bearer( error=\"invalid_token\")?");
    }

    private static void isProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"/problems/" + slug + "\"").doesNotContainIgnoringCase("exception").doesNotContain(
                "expired", "signature", "Jwt", "org.", "kid");
    }

    protected final HttpRequest.Builder as(Role role, HttpRequest.Builder request) {
        return as(role, UUID.fromString("11111111-1111-4111-8111-111111111111"), request);
    }

    protected final HttpRequest.Builder as(Role role, UUID subject, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + ISSUER.token(role, subject));
    }

    protected final HttpRequest.Builder change(String method, String path, String body) {
        return request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    /** To a customer, what belongs to another looks exactly as what does not exist. */
    protected final void looksUnknown(UUID caller, UUID foreign, Function<UUID, HttpRequest.Builder> call) throws Exception {
        var unknown = UUID.randomUUID();
        var answer = send(as(Role.CUSTOMER, caller, call.apply(foreign)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(answer.body().replace(foreign.toString(), "ID")).isEqualTo(
                send(as(Role.CUSTOMER, caller, call.apply(unknown))).body().replace(unknown.toString(), "ID"));
    }

    protected final HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    }

    /** The body of what this caller gets to read, whatever the status. */
    protected final String read(Role role, UUID caller, String path) {
        try {
            return send(as(role, caller, request(path))).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected final HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
