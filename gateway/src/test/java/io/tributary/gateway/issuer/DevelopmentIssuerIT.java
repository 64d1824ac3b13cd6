package io.tributary.gateway.issuer;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.gateway.Peers;
import io.tributary.gateway.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"tributary.security.issuer=http://issuer.test",
        "tributary.development-issuer.enabled=true", "tributary.development-issuer.secret=open-sesame"})
class DevelopmentIssuerIT {
    private static final String SECRET = "open-sesame";
    private static final Peers PEERS = new Peers();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    @TempDir private static Path data;

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        PEERS.registerWithDeadInstance(registry);
        registry.add("tributary.development-issuer.folder", () -> data.resolve("issuer"));
    }

    @BeforeEach
    void nothingToldYet() {
        PEERS.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "support", "service"})
    void a_token_has_one_role_an_audience_and_an_end(String role) throws Exception {
        var claims = claims(token("grant_type=client_credentials&scope=" + role));
        assertThat(claims.getSubject()).isEqualTo(role);
        assertThat(claims.getStringListClaim("roles")).containsExactly(role);
        assertThat(claims.getAudience()).containsExactly("tributary");
        assertThat(claims.getIssuer()).isEqualTo("http://issuer.test");
        assertThat(claims.getExpirationTime()).isInTheFuture();
    }

    @Test
    void the_gateway_believes_its_own_tokens() throws Exception {
        String token = JSON.readTree(token("grant_type=client_credentials&scope=ops").body()).path("access_token").asString();
        var answer = HTTP.send(HttpRequest.newBuilder(url("/nowhere")).header("Authorization", "Bearer " + token).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void a_customer_is_a_user_by_id() throws Exception {
        var user = UUID.randomUUID();
        assertThat(claims(token("grant_type=client_credentials&scope=customer&subject=" + user)).getSubject()).isEqualTo(user.toString());
        refused(token("grant_type=client_credentials&scope=customer&subject=nobody"), 400, "invalid_request");
    }

    @Test
    void a_customer_made_up_registers_once() throws Exception {
        var user = UUID.randomUUID().toString();
        PEERS.tell(Service.USER, json(503, "{}"));
        refused(token("grant_type=client_credentials&scope=customer&subject=ben"), 400, "temporarily_unavailable");
        PEERS.tell(Service.USER, json(201, "{\"userId\":\"" + user + "\"}"));
        for (int i = 0; i < 2; i++) {
            assertThat(claims(token("grant_type=client_credentials&scope=customer&subject=ben")).getSubject()).isEqualTo(user);
        }
        assertThat(PEERS.asked()).hasSize(2);
    }

    @Test
    void the_gateway_registers_them_as_itself() throws Exception {
        var shown = new AtomicReference<String>();
        PEERS.tell(Service.USER, exchange -> {
            shown.set(exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()));
            json(201, "{\"userId\":\"" + UUID.randomUUID() + "\"}").handle(exchange);
        });
        token("grant_type=client_credentials&scope=customer&subject=anna");
        var own = SignedJWT.parse(shown.get()).getJWTClaimsSet();
        assertThat(own.getSubject()).isEqualTo("gateway");
        assertThat(own.getStringListClaim("roles")).containsExactly("service");
        var believed = HTTP.send(HttpRequest.newBuilder(url("/nowhere")).header("Authorization", "Bearer " + shown.get()).build(),
                BodyHandlers.ofString());
        assertThat(believed.statusCode()).isEqualTo(404);
    }

    @Test
    void who_does_not_know_the_secret_gets_nothing() throws Exception {
        refused(post("grant_type=client_credentials&scope=ops", "wrong"), 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&scope=customer+ops", "&scope=admin"})
    void a_token_is_for_exactly_one_known_role(String scope) throws Exception {
        refused(token("grant_type=client_credentials" + scope), 400, "invalid_scope");
    }

    @Test
    void only_public_keys_are_shown() throws Exception {
        var keys = HTTP.send(HttpRequest.newBuilder(url("/oauth2/jwks")).build(), BodyHandlers.ofString());
        assertThat(keys.statusCode()).isEqualTo(200);
        JsonNode key = JSON.readTree(keys.body()).path("keys").path(0);
        assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "e", "kid", "n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/introspect", "/oauth2/revoke", "/oauth2/authorize", "/connect/register", "/userinfo"})
    void nothing_else_of_the_server_is_there(String path) throws Exception {
        assertThat(HTTP.send(HttpRequest.newBuilder(url(path)).POST(BodyPublishers.noBody()).build(),
                BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void the_key_is_kept_where_only_its_owner_reads() throws Exception {
        Path folder = data.resolve("issuer");
        Path key = folder.resolve("signing-key.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        assertThat(new IssuerFolder(folder).remembered("signing-key.json", () -> "another")).isEqualTo(Files.readString(key));
    }

    private HttpResponse<String> token(String form) throws IOException, InterruptedException {
        return post(form, SECRET);
    }

    private HttpResponse<String> post(String form, String secret) throws IOException, InterruptedException {
        String client = Base64.getEncoder().encodeToString(("tributary-command-line:" + secret).getBytes(StandardCharsets.UTF_8));
        return HTTP.send(HttpRequest.newBuilder(url("/oauth2/token")).header("Authorization", "Basic " + client).header("Content-Type",
                "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JWTClaimsSet claims(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SignedJWT.parse(JSON.readTree(answer.body()).path("access_token").asString()).getJWTClaimsSet();
    }

    private static void refused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").asString()).isEqualTo(error);
    }
}
