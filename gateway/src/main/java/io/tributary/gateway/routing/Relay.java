package io.tributary.gateway.routing;

import io.tributary.gateway.PassedBody;
import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceClient;
import io.tributary.gateway.ServiceFailure;
import io.tributary.gateway.ServiceFailure.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Passes one request on to a service and its answer back, with path, query and status untouched. The request's body is held in memory, so
 * that it can go to the next instance where one is gone; the answer's body is streamed.
 */
@Component
class Relay implements AutoCloseable {
    private final ServiceClient services;
    private final Duration patience;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

    /** @param patience has to exceed the longest {@code Prefer: wait} of the services */
    Relay(ServiceClient services, @Value("${tributary.gateway.patience:75s}") Duration patience) {
        this.services = services;
        this.patience = patience;
    }

    void pass(Service service, HttpServletRequest request, HttpServletResponse response) throws IOException {
        BodyPublisher body = PassedBody.of(request);
        HttpResponse<InputStream> answer = services.send(service, target(request), patience, call -> prepare(call, body, request));
        response.setStatus(answer.statusCode());
        PassedHeaders.toCaller(answer.headers(), response);
        try {
            copy(answer, response);
        } catch (IOException e) {
            if (response.isCommitted()) {
                throw e; // ends the connection, so that the caller cannot take a part for the whole
            }
            response.reset();
            throw new ServiceFailure(service, Kind.BROKEN_OFF, e);
        }
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static void prepare(HttpRequest.Builder call, BodyPublisher body, HttpServletRequest request) {
        call.method(request.getMethod(), body);
        PassedHeaders.toService(request, call);
    }

    /** A body that stalls is given up by closing it from outside: the read fails, and the caller sees a broken answer instead of none. */
    private void copy(HttpResponse<InputStream> answer, HttpServletResponse response) throws IOException {
        InputStream body = answer.body();
        ScheduledFuture<?> end = watch.schedule(() -> {
            body.close();
            return body;
        }, patience.toMillis(), TimeUnit.MILLISECONDS);
        try (body) {
            body.transferTo(response.getOutputStream());
        } finally {
            end.cancel(false);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
