package io.tributary.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.security.testing.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as somebody sees it who may see everything. */
@ProjectionsIntegration
public abstract class ProjectionsUnderTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort private int port;
    @Autowired private JsonMapper json;

    /** Publishes the event and returns where it stands now. */
    protected EventPosition publish(AggregateEvent event) {
        return Topics.shared().publish(event);
    }

    /** Publishes what an earlier build stored. */
    protected EventPosition publishStored(String name, int version, String key, String payload) {
        return Topics.shared().publish(new EventType(name, version), key, payload.getBytes(StandardCharsets.UTF_8));
    }

    protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), BodyHandlers.ofString());
    }

    /** The same for who can do nothing about a failure. */
    protected HttpResponse<String> read(String path) {
        try {
            return get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    /** The answer once the view has applied the events. */
    protected JsonNode getAfter(String path, EventPosition... events) throws IOException, InterruptedException {
        var answer = HTTP.send(
                request(path).header("Consistency-Token", new ConsistencyToken(List.of(events)).text()).header("Prefer", "wait=30").build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=30");
        assertThat(answer.headers().firstValueAsLong("Tributary-Lag-Ms")).isPresent();
        return json.readTree(answer.body());
    }

    protected JsonNode body(String text) {
        return json.readTree(text);
    }

    protected static void isProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"/problems/" + slug + "\"");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).header("Authorization",
                TestIssuer.shared().ops());
    }
}
