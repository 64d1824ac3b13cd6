package io.tributary.eventstore.crash;

import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.mongo.MongoCommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import io.tributary.eventstore.storage.CommitStorage;
import java.util.List;

/** How another process reaches a store: what stands on its command line. */
record Engine(String name, String url, String user, String password) {
    static Engine postgres(String url, String user, String password) {
        return new Engine("postgres", url, user, password);
    }

    static Engine mongo(String uri, String database) {
        return new Engine("mongo", uri, database, "");
    }

    static Engine parse(String[] arguments) {
        return new Engine(arguments[0], arguments[1], arguments[2], arguments[3]);
    }

    List<String> arguments() {
        return List.of(name, url, user, password);
    }

    CommitStorage open() {
        return switch (name) {
            case "postgres" -> PostgresCommitLog.storage(pool());
            case "mongo" -> MongoCommitLog.storage(MongoClients.create(url + "/?serverSelectionTimeoutMS=1000").getDatabase(user));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private HikariDataSource pool() {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(1000);
        return new HikariDataSource(config);
    }
}
