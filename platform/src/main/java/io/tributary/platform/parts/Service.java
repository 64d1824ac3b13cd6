package io.tributary.platform.parts;

import io.tributary.servers.kafka.TopicRights;
import java.util.Arrays;
import java.util.List;

/** The services of the shop, what each of them stores its data in, whose events it owns and whose it listens to. */
public enum Service {
    GATEWAY("gateway", 0, Store.NONE, ""), USER("user-service", 1, Store.POSTGRESQL, "user"), ORDER("order-service", 2, Store.MONGODB,
            "order", "user", "payment"), PAYMENT("payment-service", 3, Store.POSTGRESQL, "payment", "user",
                    "order"), PROJECTIONS("projections", 4, Store.POSTGRESQL, "", "user", "order", "payment");

    /** What a service stores its data in. */
    public enum Store {
        NONE, POSTGRESQL, MONGODB
    }

    /** As many as the connections of one role suffice for. */
    public static final int MOST_INSTANCES = 5;
    private static final int FURTHER_INSTANCES = 20;

    private final String text;
    private final int portOffset;
    private final Store store;
    private final TopicRights topics;

    Service(String text, int portOffset, Store store, String owned, String... reads) {
        this.text = text;
        this.portOffset = portOffset;
        this.store = store;
        this.topics = new TopicRights(text, owned, List.of(reads));
    }

    /** The name of the module, the process and the database role. */
    public String text() {
        return text;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Service::text).toList();
    }

    /** How one of several instances is called: the first bears the service's own name. */
    String text(int instance) {
        return instance == 1 ? text : text + "-" + instance;
    }

    int port(int portBase, int instance) {
        return portBase + portOffset + (instance == 1 ? 0 : FURTHER_INSTANCES + (instance - 2) * values().length);
    }

    public Store store() {
        return store;
    }

    /** What it may do on the broker. */
    public TopicRights topics() {
        return topics;
    }

    /** Those that have events to publish or to listen to. */
    public static List<Service> onTheBroker() {
        return Arrays.stream(values()).filter(service -> service != GATEWAY).toList();
    }

    public static List<Service> onPostgres() {
        return Arrays.stream(values()).filter(service -> service.store == Store.POSTGRESQL).toList();
    }
}
