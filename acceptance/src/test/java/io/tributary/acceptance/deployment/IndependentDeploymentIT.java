package io.tributary.acceptance.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.walk.OwnersData;
import io.tributary.acceptance.walk.RandomWalk;
import io.tributary.acceptance.walk.ShopAtRest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under load, order-service's next build takes the place of the present one; every other service keeps its jar. */
@Tag("long")
class IndependentDeploymentIT {
    private static final int STEPS = 400;

    @Test
    void no_request_fails_and_no_view_differs_from_a_rebuild(@TempDir Path folder) throws Exception {
        Path later = LaterBuild.compiledIn(folder);
        try (var platform = Platform.start(List.of("--without", "order-service,gateway"))) {
            int present = platform.portBase() + 2;
            int next = platform.portBase() + 9;
            var both = Map.of("TRIBUTARY_SERVICES_ORDER_URL", "http://127.0.0.1:%d,http://127.0.0.1:%d".formatted(present, next));
            try (var old = Instance.start(platform, "order-service", present, null, Map.of());
                    var _ = Instance.start(platform, "gateway", platform.portBase(), null, both)) {
                var walk = new RandomWalk(platform.gateway(), RandomGenerator.getDefault().nextLong());
                var walking = CompletableFuture.runAsync(() -> walk.walk(Integer.MAX_VALUE, 40), Thread::startVirtualThread);
                walk.await(STEPS, walking);
                try (var successor = Instance.start(platform, "order-service", next, later, Map.of())) {
                    walk.await(STEPS, walking);
                    old.stop();
                    walk.await(STEPS, walking);
                    walk.stop();
                    walking.join();
                    assertThat(successor.process().isAlive()).isTrue();
                    everythingAddsUp(platform, walk);
                }
            }
        }
    }

    private static void everythingAddsUp(Platform platform, RandomWalk walk) throws Exception {
        try (var data = new OwnersData(platform)) {
            var shop = new ShopAtRest(platform.gateway(), data);
            shop.await(Duration.ofMinutes(3));
            shop.balances();
            shop.copiesEqualTheirOwner(walk.customers());
            assertThat(data.stored("order.order-shipped", 1)).as("shipments of the present build").isPositive();
            assertThat(data.stored("order.order-shipped", 2)).as("shipments of the later build").isPositive();
            fillAnew(platform.gateway());
            shop.equalsARebuild();
        }
    }

    /** The documents of the order list have another form now: those written before the change get it by a rebuild. */
    private static void fillAnew(Http gateway) {
        var begun = gateway.post("/operations/projections/order-list/rebuilds", "{\"mode\":\"blue-green\",\"acceptDifferences\":true}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        var ended = gateway.await(begun.header("Location"), Duration.ofMinutes(2), answer -> answer.text("/state").equals("SWITCHED"));
        assertThat(ended.json().path("differenceCount").asInt()).as("documents of the earlier form").isPositive();
    }
}
