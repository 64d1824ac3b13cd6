package io.tributary.gateway.composition;

import io.tributary.gateway.Problem;
import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceClient;
import io.tributary.gateway.ServiceFailure;
import io.tributary.gateway.composition.Part.Given;
import io.tributary.gateway.composition.Part.Late;
import io.tributary.gateway.composition.Part.Missing;
import io.tributary.gateway.composition.Part.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls for one composed answer: they run at the same time and end, all of them, at one deadline. */
final class Calls {
    private final ServiceClient services;
    private final JsonMapper json;
    private final ExecutorService threads;
    private final Consumer<HttpRequest.Builder> caller;
    private final long deadline;

    /** @param caller writes into each request in whose name it is */
    Calls(ServiceClient services, JsonMapper json, ExecutorService threads, Duration patience, Consumer<HttpRequest.Builder> caller) {
        this.services = services;
        this.json = json;
        this.threads = threads;
        this.caller = caller;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** Starts the call; what it returns waits for the answer, until the deadline at most. */
    <T> Supplier<Part<T>> ask(Service service, String target, Class<T> type) {
        Future<Part<T>> call = threads.submit(() -> answer(service, target, type));
        return () -> await(call);
    }

    private <T> Part<T> answer(Service service, String target, Class<T> type) throws IOException {
        HttpResponse<InputStream> answer = services.send(service, target, remaining(),
                call -> caller.accept(call.header("Accept", "application/json")));
        try (InputStream body = answer.body()) {
            var status = HttpStatusCode.valueOf(answer.statusCode());
            if (status.isSameCodeAs(HttpStatus.OK)) {
                return new Given<>(json.readValue(body, type));
            }
            if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
                return new Missing<>();
            }
            return status.is4xxClientError() ? new Refused<>(problem(status, json.readTree(body))) : new Late<>();
        }
    }

    private static Problem problem(HttpStatusCode status, JsonNode problem) {
        String type = problem.path("type").asString("invalid-request");
        return new Problem(status, type.substring(type.lastIndexOf('/') + 1), problem.path("detail").asString(""));
    }

    private <T> Part<T> await(Future<Part<T>> call) {
        try {
            return call.get(remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            call.cancel(true);
            return new Late<>();
        } catch (InterruptedException _) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Late<>();
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case ServiceFailure _,IOException _,JacksonException _ -> new Late<>();
                case Problem refused -> new Refused<>(refused);
                case null, default -> throw new IllegalStateException("a call failed in an unforeseen way", e);
            };
        }
    }

    private Duration remaining() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }
}
