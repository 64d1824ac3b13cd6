package io.tributary.chassis.flow;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.Reactions;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.ProcessorTokens;
import io.tributary.chassis.sample.Label;
import io.tributary.chassis.sample.ParcelCommand.RelabelParcel;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.KillableProcess;
import io.tributary.chassis.testing.ObservedTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** A whole service whose policy sends commands to its own aggregates; stands still once one is stored and before the policy's token is. */
final class ReactingMain {
    private static final String CRASHING = "--crashes";
    static final String POLICY = "when-packed-then-relabel";
    /** Whoever was killed is not waited for. */
    static final Duration CLAIM = Duration.ofMillis(200);
    private static final AtomicBoolean CRASHES = new AtomicBoolean();
    private static final ThreadLocal<Boolean> SENT = ThreadLocal.withInitial(() -> false);

    private ReactingMain() {}

    /** In a process of its own, to be killed where it stands still. */
    static KillableProcess start(Owner database) {
        var arguments = new ArrayList<>(arguments(database));
        arguments.add(CRASHING);
        return KillableProcess.start(ReactingMain.class, Owner.BROKER + "=" + Owner.broker(), arguments);
    }

    /** In this process; stands still nowhere. */
    static ConfigurableApplicationContext run(Owner database) {
        return run(arguments(database).toArray(String[]::new));
    }

    public static void main(String[] arguments) {
        CRASHES.set(List.of(arguments).contains(CRASHING));
        run(arguments);
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplication(ParcelService.class, Reacting.class).run(arguments);
    }

    private static List<String> arguments(Owner database) {
        var source = database.dataSource();
        return List.of("--spring.datasource.url=" + source.getJdbcUrl(), "--spring.datasource.username=" + source.getUsername(),
                "--spring.datasource.password=" + source.getPassword(), "--spring.flyway.enabled=false", "--server.port=0",
                "--tributary.store=postgres", "--tributary.owner=parcel");
    }

    @Configuration(proxyBeanMethods = false)
    static class Reacting {
        @Bean
        PolicyDefinition whenPackedThenRelabel(Reactions reactions) {
            return new PolicyDefinition(POLICY, EventSource.ownLog(), new WhenPackedThenRelabel(reactions));
        }

        @Bean
        ConsumerStore consumerStore(HikariDataSource source, JdbcTemplate jdbc) {
            var store = new Owner(source, jdbc).instance(CLAIM);
            return new ConsumerStore(standingStillBeforeTheToken(store.tokens()), store.transactions(), store.attempts(),
                    store.generations(), store.rows(), store.deadLetters(), store.documents());
        }
    }

    /** Each time another label: nothing but the key makes a second command harmless. */
    private record WhenPackedThenRelabel(Reactions reactions) {
        @EventHandler
        void on(ParcelPacked event, EventMessage<ParcelPacked> cause) {
            reactions.send(cause, new RelabelParcel(event.parcelId(), new Label(UUID.randomUUID().toString())));
            SENT.set(true);
        }
    }

    private static ProcessorTokens standingStillBeforeTheToken(ProcessorTokens tokens) {
        return ObservedTokens.of(tokens, _ -> {
            if (SENT.get() && CRASHES.compareAndSet(true, false)) {
                KillableProcess.standStill();
            }
        });
    }
}
