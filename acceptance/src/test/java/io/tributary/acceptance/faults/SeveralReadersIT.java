package io.tributary.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.Waiting;
import io.tributary.acceptance.walk.OwnersData;
import io.tributary.acceptance.walk.RandomWalk;
import io.tributary.acceptance.walk.ShopAtRest;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Views, copies and policies that two instances share, one of which dies while events are on their way. */
@Tag("long")
class SeveralReadersIT {
    private static final List<String> TWICE = List.of("--instances", "projections=2,payment-service=2");
    private static final int PAYMENT_SERVICE = 3;
    private static final int PROJECTIONS = 4;
    private static final int COMMANDS = 1_500;

    @Test
    void each_event_has_its_effect_once_and_no_view_differs_from_a_rebuild() throws Exception {
        try (var platform = Platform.start(TWICE)) {
            isShared(platform, PAYMENT_SERVICE, "payment-process");
            isShared(platform, PROJECTIONS, "order-details@1");
            long seed = RandomGenerator.getDefault().nextLong();
            System.out.printf("Random walk of %d commands, seed %d%n", COMMANDS, seed);
            var walk = new RandomWalk(platform.gateway(), seed);
            walk.walk(COMMANDS, 40);
            kill(platform, "payment-service-2");
            kill(platform, "projections-2");
            try (var data = new OwnersData(platform)) {
                var shop = new ShopAtRest(platform.gateway(), data);
                shop.await(Duration.ofMinutes(3));
                shop.balances();
                shop.copiesEqualTheirOwner(walk.customers());
                shop.equalsARebuild();
            }
        }
    }

    private static void isShared(Platform platform, int service, String processor) {
        Waiting.until(processor + " is shared by two instances", Duration.ofSeconds(40), () -> platform.service(service).get(
                "/operations/processors").json().path("items").valueStream().filter(
                        line -> line.path("processor").asString().equals(processor)).map(
                                line -> line.path("holder").asString("")).filter(holder -> !holder.isEmpty()).distinct().count() == 2);
    }

    private static void kill(Platform platform, String instance) {
        JsonNode process = platform.process(instance);
        assertThat(ProcessHandle.of(process.path("pid").asLong()).orElseThrow().destroyForcibly()).isTrue();
    }
}
