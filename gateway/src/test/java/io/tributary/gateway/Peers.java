package io.tributary.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A small HTTP server in the place of each service, for tests of the gateway alone: answers as told and notes what it was asked. */
public final class Peers {
    public static final HttpHandler BREAKS_OFF = HttpExchange::close;

    private final Map<Service, HttpServer> servers = new EnumMap<>(Service.class);
    private final Map<Service, HttpHandler> answers = new EnumMap<>(Service.class);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public Peers() {
        for (Service service : Service.values()) {
            servers.put(service, started(exchange -> answer(service, exchange)));
        }
    }

    /** A second instance listed for each service, where nobody listens. */
    public void registerWithDeadInstance(DynamicPropertyRegistry registry) {
        for (Service service : Service.values()) {
            String name = service.name().toLowerCase(Locale.ROOT);
            registry.add("tributary.services.%s-url".formatted(name), () -> url(service) + ",http://127.0.0.1:1");
        }
    }

    public String url(Service service) {
        return "http://127.0.0.1:" + Objects.requireNonNull(servers.get(service)).getAddress().getPort();
    }

    public void tell(Service service, HttpHandler answer) {
        answers.put(service, answer);
    }

    /** Requests so far, such as {@code order-service GET /orders?limit=2}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public void reset() {
        asked.clear();
        for (Service service : Service.values()) {
            answers.put(service, json(404, "{}"));
        }
    }

    /** Reads the request to its end first, as the services' listeners do: an answer before that may be lost with the connection. */
    public static HttpHandler json(int status, String body) {
        return exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", status < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Questions whether it takes work are answered and not noted. */
    private void answer(Service service, HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().startsWith("/actuator/health")) {
            json(200, "{\"status\":\"UP\"}").handle(exchange);
            return;
        }
        asked.add("%s %s %s".formatted(service.text(), exchange.getRequestMethod(), exchange.getRequestURI()));
        answers.getOrDefault(service, json(404, "{}")).handle(exchange);
    }

    private static HttpServer started(HttpHandler handler) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
