package io.tributary.chassis.testing;

import io.tributary.servers.kafka.KafkaServer;
import io.tributary.servers.mongo.MongoServer;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceDatabase;
import io.tributary.servers.postgres.ServiceLogins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The real servers of the platform for integration tests: each starts with its first use, once per JVM, and ends with the JVM, after all
 * application contexts: a service whose database went first waits for it until its own limits.
 * A Spring test names what it needs: {@code @ContextConfiguration(initializers = {WithPostgres.class, WithKafka.class})}.
 * Each application context gets a schema or database of its own; topics are shared.
 */
public final class EmbeddedServers {
    private static volatile boolean usedByContexts;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Started<PostgresServer> POSTGRES = new Started<>("postgres",
            folder -> PostgresServer.start(folder, 0).endedByItsHolder());
    private static final Started<KafkaServer> KAFKA = new Started<>("kafka", folder -> KafkaServer.start(folder, 0));
    private static final Started<MongoServer> MONGO = new Started<>("mongo", folder -> MongoServer.start(folder, 0));

    private EmbeddedServers() {}

    /** PostgreSQL with an empty schema: the run-time role as {@code spring.datasource.*}, the schema's owner as {@code spring.flyway.*}. */
    public static final class WithPostgres implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            usedByContexts = true;
            ServiceLogins logins = freshSchema();
            ServiceDatabase database = logins.runTime();
            TestPropertyValues.of("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password(), "spring.flyway.user=" + logins.owner().user(),
                    "spring.flyway.password=" + logins.owner().password()).applyTo(context);
        }
    }

    /** The broker as {@code tributary.kafka.bootstrap-servers}. */
    public static final class WithKafka implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            usedByContexts = true;
            TestPropertyValues.of("tributary.kafka.bootstrap-servers=" + kafka().bootstrapServers()).applyTo(context);
        }
    }

    /** The MongoDB-compatible server as {@code tributary.mongo.*}, with an empty database. */
    public static final class WithMongo implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            usedByContexts = true;
            TestPropertyValues.of("tributary.mongo.uri=" + mongo().uri(), "tributary.mongo.database=" + freshName()).applyTo(context);
        }
    }

    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    public static KafkaServer kafka() {
        return KAFKA.get();
    }

    public static MongoServer mongo() {
        return MONGO.get();
    }

    /** A schema nobody used before, the role that owns it and the one a service works as. */
    public static ServiceLogins freshSchema() {
        return postgres().logins(freshName());
    }

    private static String freshName() {
        return "test" + NEXT.incrementAndGet();
    }

    private static final class Started<S extends AutoCloseable> implements Supplier<S> {
        private final String name;
        private final Function<Path, S> start;
        private @Nullable S server;

        Started(String name, Function<Path, S> start) {
            this.name = name;
            this.start = start;
        }

        @Override
        public synchronized S get() {
            S running = server;
            if (running == null) {
                running = started();
                server = running;
            }
            return running;
        }

        private S started() {
            try {
                Path folder = Files.createTempDirectory("tributary-" + name);
                S running = start.apply(folder);
                Runnable end = once(() -> end(running, folder));
                SpringApplication.getShutdownHandlers().add(end);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> endWithoutContexts(end), name + "-at-exit"));
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Where no context uses the servers, Spring may have no hook that would run its handlers. */
        private static void endWithoutContexts(Runnable end) {
            if (!usedByContexts) {
                end.run();
            }
        }

        private static Runnable once(Runnable action) {
            var done = new AtomicBoolean();
            return () -> {
                if (!done.getAndSet(true)) {
                    action.run();
                }
            };
        }

        private static void end(AutoCloseable server, Path folder) {
            try {
                server.close();
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            } catch (Exception e) {
                throw new IllegalStateException("a test server did not end cleanly in " + folder, e);
            }
        }
    }
}
