package io.tributary.eventstore.crash;

import io.tributary.eventstore.postgres.PostgresFixture;
import io.tributary.servers.postgres.PostgresServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresCrashIT extends CrashContract {
    @TempDir Path data;
    private @Nullable PostgresServer server;
    private @Nullable Engine engine;

    @Override
    Engine engine() {
        if (engine == null) {
            server = PostgresServer.start(data, 0);
            var database = new PostgresFixture(server).database();
            engine = Engine.postgres(database.url(), database.user(), database.password());
        }
        return engine;
    }

    @Override
    void killServer() {
        if (server != null) {
            server.kill();
            server = PostgresServer.start(data, server.port());
        }
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }
}
