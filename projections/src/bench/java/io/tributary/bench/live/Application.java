package io.tributary.bench.live;

import io.tributary.bench.ShopTopics;
import io.tributary.eventstore.bench.http.ApplicationProcess;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The service with the views, over HTTP. */
final class Application {
    private static final long FILLED_MILLIS = 240_000;

    private Application() {}

    static ApplicationProcess start(Class<?> main, ServiceDatabase database, String kafka, Path log) throws Exception {
        return ApplicationProcess.start(List.of("-cp", Objects.requireNonNull(System.getProperty("java.class.path")), main.getName()),
                database, List.of("--tributary.kafka.bootstrap-servers=" + kafka), log);
    }

    static ServiceDatabase database(PostgresServer server) {
        return Database.schema(server, "projections");
    }

    /** Returns when the view has every event of the topics. */
    static void awaitFilled(ServiceDatabase database) throws Exception {
        long until = System.currentTimeMillis() + FILLED_MILLIS;
        try (var connections = Database.pool(database, true)) {
            while (Database.number(connections, "select count(*) from order_details where payment_status = 'CAPTURED'"
                    + " and customer_name like 'Someone else%'") < ShopTopics.ORDERS) {
                if (System.currentTimeMillis() > until) {
                    throw new IllegalStateException("the view is not filled within four minutes");
                }
                Thread.sleep(200);
            }
        }
    }
}
