package io.tributary.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.servers.files.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTokensIT {
    @TempDir private Path data;
    private final List<String> asked = new ArrayList<>();
    private HttpServer server = listening();
    private Duration lifetime = Duration.ofHours(1);

    @BeforeEach
    void issues_tokens() {
        server.createContext("/oauth2/token", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_token_is_kept_while_it_is_good() throws Exception {
        Token first = folder().token(Role.OPS);
        assertThat(folder().token(Role.OPS)).isEqualTo(first);
        assertThat(asked).containsExactly("grant_type=client_credentials&scope=ops");
        assertThat(first.subject()).isEqualTo("somebody");
        assertThat(Files.readString(folder().file(Role.OPS))).isEqualTo(first.text());
    }

    @Test
    void one_that_is_nearly_over_is_replaced() throws Exception {
        lifetime = Duration.ofMinutes(2);
        folder().token(Role.SUPPORT);
        lifetime = Duration.ofHours(2);
        assertThat(folder().token(Role.SUPPORT).expiresAt()).isAfter(Instant.now().plus(Duration.ofHours(1)));
    }

    @Test
    void it_is_not_shown_by_accident() throws Exception {
        assertThat(folder().token(Role.OPS)).hasToString("token of somebody");
    }

    @Test
    void an_issuer_out_of_reach_is_named() {
        server.stop(0);
        assertThatThrownBy(() -> folder().token(Role.OPS)).isInstanceOf(NoToken.class).hasMessageContaining(address());
    }

    private TokenFolder folder() {
        return new TokenFolder(data.resolve("tokens"), new Issuer(address(), new Secrets(data.resolve("secrets"))));
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String claims = "{\"sub\":\"somebody\",\"exp\":%d}".formatted(Instant.now().plus(lifetime).getEpochSecond());
        byte[] body = "{\"access_token\":\"e30.%s.c2ln\"}".formatted(
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))).getBytes(
                        StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
