package io.tributary.acceptance.walk;

import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders, shipments, cancellations, refunds and comings and goings of customers, with a provider that is slow, silent and forgetful. */
@ExtendWith(RunningPlatform.class)
class RandomWalkIT {
    private final Platform platform;

    RandomWalkIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void after_five_hundred_commands_everything_adds_up(TestReporter report) throws SQLException {
        walk(500, 40, Duration.ofSeconds(60), report);
    }

    @Test
    @Tag("long")
    void after_ten_thousand_commands_over_two_hundred_customers_everything_adds_up(TestReporter report) throws SQLException {
        walk(10_000, 200, Duration.ofMinutes(10), report);
    }

    private void walk(int commands, int customers, Duration limit, TestReporter report) throws SQLException {
        long seed = Long.getLong("walk.seed", RandomGenerator.getDefault().nextLong() & ~7);
        report.publishEntry("walk.seed", Long.toString(seed));
        var walk = new RandomWalk(platform.gateway(), seed);
        walk.walk(commands, customers);
        try (var data = new OwnersData(platform)) {
            var shop = new ShopAtRest(platform.gateway(), data);
            shop.await(limit);
            shop.balances();
            shop.copiesEqualTheirOwner(walk.customers());
            shop.equalsARebuild();
            report.publishEntry("cancelled for want of payment, latest after the deadline",
                    data.latestTimeout(RunningPlatform.PAYMENT_DEADLINE).toString());
        }
    }
}
