package io.tributary.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders, shipments, cancellations, refunds and comings and goings of customers, with a provider that is slow, silent and forgetful. */
@ResourceLock(value = RunningPlatform.SHARED)
@ExtendWith(RunningPlatform.class)
class RandomWalkIT {
    private static final Duration LATE = Duration.ofSeconds(1);
    private final Platform platform;

    RandomWalkIT(Platform platform) {
        this.platform = platform;
    }

    static LongStream seeds() {
        return LongStream.of(Long.getLong("walk.seed", RandomGenerator.getDefault().nextLong()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void after_five_hundred_commands_everything_adds_up(long seed) throws SQLException {
        walk(seed, 500, 40, Duration.ofSeconds(60));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("long")
    void after_ten_thousand_commands_over_two_hundred_customers_everything_adds_up(long seed) throws SQLException {
        assertThat(walk(seed, 10_000, 200, Duration.ofMinutes(10))).isLessThanOrEqualTo(LATE);
    }

    /** Returns by how much an order that waited for its payment in vain outlived its deadline at most. */
    private Duration walk(long seed, int commands, int customers, Duration limit) throws SQLException {
        System.out.printf("Random walk of %d commands: -Dwalk.seed=%d%n", commands, seed);
        var walk = new RandomWalk(platform.gateway(), seed);
        walk.walk(commands, customers);
        try (var data = new OwnersData(platform)) {
            var shop = new ShopAtRest(platform.gateway(), data);
            shop.await(limit);
            shop.balances();
            shop.copiesEqualTheirOwner(walk.customers());
            shop.equalsARebuild();
            var latest = data.latestTimeout(RunningPlatform.PAYMENT_DEADLINE);
            System.out.printf("Latest cancellation for want of payment: %d ms after its deadline%n", latest.toMillis());
            return latest;
        }
    }
}
