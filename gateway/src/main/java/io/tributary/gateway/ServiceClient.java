package io.tributary.gateway;

import io.tributary.gateway.ServiceFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Calls services: of their instances the least busy, in turn. A request that an instance cannot have received goes to the next one, and so does one whose
 * answer broke off if doing it twice is doing it once: a read, or one with an {@code Idempotency-Key}.
 */
@Component
public class ServiceClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int TRIES = 2;

    private final Instances instances;
    private final HttpClient http;

    ServiceClient(Instances instances, HttpClients clients) {
        this.instances = instances;
        this.http = clients.connectingWithin(CONNECT_TIMEOUT);
    }

    /**
     * Sends one request and returns once the answer's head is there; its body is still to be read.
     *
     * @param target path and query exactly as they go onto the wire
     * @throws ServiceFailure if there is no answer within {@code patience}
     */
    public HttpResponse<InputStream> send(Service service, String target, Duration patience, Consumer<HttpRequest.Builder> request) {
        List<URI> inTurn = instances.inTurn(service);
        ServiceFailure failure = new ServiceFailure(service, Kind.UNREACHABLE, null);
        for (int i = 0; i < Math.max(TRIES, inTurn.size()); i++) {
            URI instance = inTurn.get(i % inTurn.size());
            HttpRequest call = call(instance, target, patience, request);
            try {
                var answer = ask(instance, call);
                if (!refusedByListener(answer)) {
                    return answer;
                }
                answer.body().close();
                instances.unreachable(instance);
            } catch (ConnectException | HttpConnectTimeoutException _) {
                instances.unreachable(instance);
            } catch (HttpTimeoutException e) {
                throw new ServiceFailure(service, Kind.TOO_LATE, e);
            } catch (IOException e) {
                failure = new ServiceFailure(service, Kind.BROKEN_OFF, e);
                if (!mayBeDoneTwice(call)) {
                    throw failure;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServiceFailure(service, Kind.TOO_LATE, e);
            }
        }
        throw failure;
    }

    private HttpResponse<InputStream> ask(URI instance, HttpRequest call) throws IOException, InterruptedException {
        var underWay = instances.underWay(instance);
        underWay.incrementAndGet();
        try {
            return http.send(call, BodyHandlers.ofInputStream());
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static HttpRequest call(URI instance, String target, Duration patience, Consumer<HttpRequest.Builder> request) {
        try {
            var call = HttpRequest.newBuilder(URI.create(instance + target)).timeout(patience);
            request.accept(call);
            return call.build();
        } catch (IllegalArgumentException e) {
            throw new Problem(HttpStatus.BAD_REQUEST, "invalid-request",
                    "the request's path, query or headers hold characters they may not",
                    e);
        }
    }

    /** A listener that is being closed says so on kept connections, before anyone reads the request; a service's own refusals have a type. */
    private static boolean refusedByListener(HttpResponse<InputStream> answer) {
        return answer.statusCode() == HttpStatus.SERVICE_UNAVAILABLE.value()
                && answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).isEmpty()
                && answer.headers().allValues(HttpHeaders.CONNECTION).contains("close");
    }

    private static boolean mayBeDoneTwice(HttpRequest call) {
        return READS.contains(call.method()) || call.headers().firstValue("Idempotency-Key").isPresent();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
