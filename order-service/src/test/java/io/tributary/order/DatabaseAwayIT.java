package io.tributary.order;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.UserId;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.servers.mongo.MongoServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Whoever asks for the health of a service whose database is away gets an answer while he still waits for one. */
@Tag("long")
@Isolated
class DatabaseAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration BACK = Duration.ofSeconds(30);

    @Test
    void the_service_says_so_and_goes_on_when_it_is_back(@TempDir Path folder) throws Exception {
        int port;
        try (var first = MongoServer.start(folder, 0)) {
            port = first.port();
        }
        var server = MongoServer.start(folder, port);
        try (var http = HttpClient.newHttpClient();
                var service = new SpringApplicationBuilder(OrderServiceApplication.class).run("--server.port=0",
                        "--tributary.mongo.uri=" + server.uri(), "--tributary.mongo.database=away",
                        "--tributary.kafka.bootstrap-servers=" + EmbeddedServers.kafka().bootstrapServers())) {
            var health = URI.create("http://localhost:%s/actuator/health".formatted(
                    service.getEnvironment().getRequiredProperty("local.server.port")));
            within(BACK, () -> assertThat(status(http, health)).isEqualTo(200));
            server.close();
            assertThat(status(http, health)).isEqualTo(503);
            var orders = health.resolve("/orders");
            assertThat(problem(http,
                    HttpRequest.newBuilder(orders).POST(
                            BodyPublishers.ofString(OrderHttp.order(new UserId(UUID.randomUUID())))))).isEqualTo(
                                    "503 /problems/unavailable");
            assertThat(problem(http, HttpRequest.newBuilder(orders.resolve("/orders/" + UUID.randomUUID())))).startsWith("503 ");
            server = MongoServer.start(folder, port);
            within(BACK, () -> assertThat(status(http, health)).isEqualTo(200));
        } finally {
            server.close();
        }
    }

    private static int status(HttpClient http, URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError("no answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String problem(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.header("Content-Type", "application/json").timeout(PATIENCE).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + JsonMapper.shared().readTree(answer.body()).path("type").asString();
    }
}
