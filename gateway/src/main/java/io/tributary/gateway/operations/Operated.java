package io.tributary.gateway.operations;

import io.tributary.gateway.Problem;
import io.tributary.gateway.Service;
import java.util.Arrays;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Which service a name or an id of the operations belongs to. */
record Operated(Service service, String id) {
    private static final char SEPARATOR = ':';
    private static final Map<String, Service> PROJECTIONS = Map.of("order-details", Service.PROJECTIONS, "customer-dashboard",
            Service.PROJECTIONS, "customer-copy", Service.ORDER, "order-list", Service.ORDER, "payer-copy", Service.PAYMENT, "ledger",
            Service.PAYMENT);

    static Operated projection(String name) {
        Service service = PROJECTIONS.get(name);
        if (service == null) {
            throw new Problem(HttpStatus.NOT_FOUND, "projection-not-found", "there is no projection %s".formatted(name));
        }
        return new Operated(service, name);
    }

    /** {@code name}: the service's, with or without its {@code -service}. */
    static Operated publication(String name) {
        Service service = Arrays.stream(Service.values()).filter(
                it -> it.text().equals(name) || it.text().equals(name + "-service")).findFirst().orElseThrow(
                        () -> new Problem(HttpStatus.NOT_FOUND, "publication-not-found", "no service %s publishes".formatted(name)));
        return new Operated(service, name);
    }

    /** Reads what {@link #prefixed} wrote; any other text is answered with the problem {@code unknown}. */
    static Operated id(String prefixed, String unknown) {
        return id(prefixed, HttpStatus.NOT_FOUND, unknown);
    }

    static Operated id(String prefixed, HttpStatus status, String unknown) {
        int end = prefixed.indexOf(SEPARATOR);
        return Arrays.stream(Service.values()).filter(it -> end > 0 && it.text().equals(prefixed.substring(0, end))).findFirst().map(
                service -> new Operated(service, prefixed.substring(end + 1))).orElseThrow(
                        () -> new Problem(status, unknown, "it starts with its service's name and a colon"));
    }

    static String prefixed(Service service, String id) {
        return service.text() + SEPARATOR + id;
    }
}
