package io.tributary.platform.parts;

import java.util.Arrays;
import java.util.List;

/** The services of the shop and what each of them stores its data in. */
public enum Service {
    GATEWAY("gateway", 0, Store.NONE), USER("user-service", 1, Store.POSTGRESQL), ORDER("order-service", 2,
            Store.MONGODB), PAYMENT("payment-service", 3, Store.POSTGRESQL), PROJECTIONS("projections", 4, Store.POSTGRESQL);

    enum Store {
        NONE, POSTGRESQL, MONGODB
    }

    private final String text;
    private final int portOffset;
    private final Store store;

    Service(String text, int portOffset, Store store) {
        this.text = text;
        this.portOffset = portOffset;
        this.store = store;
    }

    /** The name of the module, the process and the database role. */
    public String text() {
        return text;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Service::text).toList();
    }

    int port(int portBase) {
        return portBase + portOffset;
    }

    Store store() {
        return store;
    }
}
