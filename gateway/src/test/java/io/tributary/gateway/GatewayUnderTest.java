package io.tributary.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway on a free port, impatient, with small servers in the place of the services; one for all tests of this module. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"tributary.gateway.patience=1s",
        "tributary.gateway.composition-deadline=700ms"})
public abstract class GatewayUnderTest {
    protected static final Peers PEERS = new Peers();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        PEERS.registerWithDeadInstance(registry);
    }

    @BeforeEach
    void nothingToldYet() {
        PEERS.reset();
    }

    protected HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return send(request(target));
    }

    protected HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        return send(request(target).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    protected HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, target)));
    }

    protected int port() {
        return port;
    }
}
