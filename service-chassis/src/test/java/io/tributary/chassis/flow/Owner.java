package io.tributary.chassis.flow;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.postgres.PostgresDeadLetters;
import io.tributary.chassis.processing.store.postgres.PostgresDocuments;
import io.tributary.chassis.processing.store.postgres.PostgresGenerations;
import io.tributary.chassis.processing.store.postgres.PostgresRows;
import io.tributary.chassis.processing.store.postgres.PostgresTokens;
import io.tributary.chassis.processing.store.postgres.SavepointAttempts;
import io.tributary.chassis.testing.EmbeddedServers;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A schema of its own with the tables of log and chassis, and connections to it. */
public record Owner(HikariDataSource dataSource, JdbcTemplate jdbc) implements AutoCloseable {
    /** System property of a process that is given a broker instead of starting one. */
    static final String BROKER = "tributary.test.broker";
    public static final KafkaClients CLIENTS = new KafkaClients(broker());

    static String broker() {
        var given = System.getProperty(BROKER);
        return given == null ? EmbeddedServers.kafka().bootstrapServers() : given;
    }

    public static Owner fresh() {
        var logins = EmbeddedServers.freshSchema();
        var owner = new DriverManagerDataSource(logins.owner().url(), logins.owner().user(), logins.owner().password());
        Flyway.configure().dataSource(owner).locations("db/eventstore", "db/chassis").load().migrate();
        new JdbcTemplate(owner).execute("""
                create table parcel_row (generation int, parcel text, label text, state text, changes int, position bigint,
                primary key (generation, parcel))""");
        return at(logins.runTime().url(), logins.runTime().user(), logins.runTime().password());
    }

    /** A schema that is there already. */
    static Owner at(String url, String user, String password) {
        var dataSource = pool(url, user, password);
        return new Owner(dataSource, new JdbcTemplate(dataSource));
    }

    private static HikariDataSource pool(String url, String user, String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(2);
        return new HikariDataSource(config);
    }

    /** The same schema over connections of its own. */
    Owner again() {
        return at(dataSource.getJdbcUrl(), dataSource.getUsername(), dataSource.getPassword());
    }

    /** The store as one more instance of the service sees it. */
    public ConsumerStore instance(Duration claim) {
        var transactions = new DataSourceTransactionManager(dataSource);
        return new ConsumerStore(new PostgresTokens(jdbc, UUID.randomUUID().toString(), claim), new SpringTransactionManager(transactions),
                new SavepointAttempts(transactions), new PostgresGenerations(jdbc), new PostgresRows(jdbc, transactions),
                new PostgresDeadLetters(jdbc), new PostgresDocuments(jdbc));
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
