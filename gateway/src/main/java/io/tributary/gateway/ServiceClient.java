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
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Calls services: their instances in turn, and the next one where no connection can be made. */
@Component
public class ServiceClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final ServiceAddresses addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(
            CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).executor(Executors.newVirtualThreadPerTaskExecutor()).build();

    ServiceClient(ServiceAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Sends one request and returns once the answer's head is there; its body is still to be read.
     *
     * @param target path and query exactly as they go onto the wire
     * @throws ServiceFailure if there is no answer within {@code patience}
     */
    public HttpResponse<InputStream> send(Service service, String target, Duration patience, Consumer<HttpRequest.Builder> request) {
        List<URI> instances = addresses.of(service);
        int first = turn.getAndIncrement();
        for (int i = 0; i < instances.size(); i++) {
            URI instance = instances.get(Math.floorMod(first + i, instances.size()));
            var answer = answer(service, call(instance, target, patience, request));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new ServiceFailure(service, Kind.UNREACHABLE, null);
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

    /** Empty if no connection could be made, so that nothing was sent. */
    private Optional<HttpResponse<InputStream>> answer(Service service, HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofInputStream()));
        } catch (ConnectException | HttpConnectTimeoutException _) {
            return Optional.empty();
        } catch (HttpTimeoutException e) {
            throw new ServiceFailure(service, Kind.TOO_LATE, e);
        } catch (IOException e) {
            throw new ServiceFailure(service, Kind.BROKEN_OFF, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceFailure(service, Kind.TOO_LATE, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
