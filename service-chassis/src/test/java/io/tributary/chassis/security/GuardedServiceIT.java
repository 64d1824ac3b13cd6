package io.tributary.chassis.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.eventstore.CommitLog;
import io.tributary.security.Role;
import io.tributary.security.testing.GuardedListenerContract;
import io.tributary.security.testing.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis", "tributary.owner=parcel"})
@ContextConfiguration(initializers = {WithPostgres.class, TestIssuer.Believed.class})
class GuardedServiceIT extends GuardedListenerContract {
    private static final String PACK = "{\"label\":\"Büro\",\"worth\":{\"amount\":\"25.00\",\"currency\":\"EUR\"},\"stamps\":[]}";
    private static final UUID ANNA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();
    @Autowired private CommitLog log;

    @Test
    void an_event_says_who_caused_it_by_which_request() throws Exception {
        String parcel = pack(ANNA, "k-" + UUID.randomUUID()).headers().firstValue("Location").orElseThrow().substring("/parcels/".length());
        String metadata = log.readAggregate(parcel, 0, 1).stream().map(
                event -> new String(event.event().metadata(), StandardCharsets.UTF_8)).findFirst().orElseThrow();
        assertThat(metadata).contains("\"by\":\"" + ANNA + "\"", "\"role\":\"customer\"", "\"request\":\"pack-it\"");
    }

    @Test
    void an_idempotency_key_belongs_to_its_caller() throws Exception {
        String key = "k-" + UUID.randomUUID();
        String first = pack(ANNA, key).body();
        assertThat(pack(ANNA, key).body()).isEqualTo(first);
        assertThat(pack(BEN, key).body()).isNotEqualTo(first);
    }

    private HttpResponse<String> pack(UUID by, String key) throws Exception {
        return send(as(Role.CUSTOMER, by, request("/parcels").header("Content-Type", "application/json").header("Idempotency-Key",
                key).header("X-Request-Id", "pack-it").POST(BodyPublishers.ofString(PACK))));
    }
}
