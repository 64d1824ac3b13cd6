package io.tributary.chassis.web;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A commit whose database dies under it, and one that finds none: the caller is told which, and can find out under the same key later. */
@Tag("long")
abstract class StoreAwayContract {
    static final Duration BACK = Duration.ofSeconds(60);

    @TempDir Path folder;

    /** The parcel service on a server of the test's own. */
    abstract ConfigurableApplicationContext service();

    /** Kills the server while the commit of what is sent is on its way to it. */
    abstract <T> CompletableFuture<T> killedUnder(Supplier<T> sent) throws Exception;

    abstract void startServerAgain() throws Exception;

    @Test
    void an_outcome_that_is_not_known_and_a_commit_that_was_never_sent_are_told_apart() throws Exception {
        try (var service = service()) {
            var http = new HttpCalls(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
            assertThat(http.send("POST", "/parcels", HttpCalls.PACK).statusCode()).isEqualTo(201);
            CompletableFuture<HttpResponse<String>> sent = killedUnder(() -> packed(http));
            var never = CompletableFuture.supplyAsync(() -> http.send("POST", "/parcels", HttpCalls.PACK));
            HttpCalls.assertProblem(http.send("GET", "/operations/dead-letters", ""), 503, "unavailable");
            HttpCalls.assertProblem(sent.join(), 503, "outcome-unknown");
            HttpCalls.assertProblem(never.join(), 503, "store-unavailable");

            startServerAgain();
            within(BACK, () -> assertThat(packed(http).statusCode()).isEqualTo(201));
            assertThat(packed(http).body()).isEqualTo(packed(http).body());
        }
    }

    private static HttpResponse<String> packed(HttpCalls http) {
        return http.send("POST", "/parcels", HttpCalls.PACK, "Idempotency-Key", "the-one");
    }
}
