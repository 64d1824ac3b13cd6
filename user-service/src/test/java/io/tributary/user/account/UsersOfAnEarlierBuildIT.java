package io.tributary.user.account;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.EmailClaimId;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.Snapshotter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What version 1 of {@code user.user-registered} left in the store. */
class UsersOfAnEarlierBuildIT extends UserServiceUnderTest {
    private final String email = unused();
    private final String user = UUID.randomUUID().toString();
    @Autowired private CommitLog log;
    @Autowired private EmailClaimKey key;
    @Autowired private Snapshotter snapshots;

    private void registeredThen() {
        EmailClaimId claim = key.claimOf(new EmailAddress(email));
        log.append(new NewCommit(UUID.randomUUID(), List.of(
                stored(user, "user", "user.user-registered",
                        "{\"userId\":\"%s\",\"name\":\"Ada Lovelace\",\"email\":\"%s\"}".formatted(user, email)),
                stored(claim.text(), "email-claim", "user.email-claimed",
                        "{\"claim\":\"%s\",\"userId\":\"%s\"}".formatted(claim.text(), user))),
                null));
    }

    private static LogEvent stored(String aggregate, String aggregateType, String type, String payload) {
        return new LogEvent(UUID.randomUUID(), aggregate, 0, aggregateType, type, 1, Instant.now(),
                payload.getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void are_read_with_name_and_address() {
        registeredThen();
        JsonNode found = body(get("/users/" + user));
        assertThat(found.get("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(found.get("email").asString()).isEqualTo(email);
        assertThat(found.get("version").asLong()).isEqualTo(1);
    }

    @Test
    void are_changed_at_the_version_they_were_stored_with_and_keep_their_address() {
        registeredThen();
        var renamed = put("/users/" + user + "/name", "{\"name\":\"Ada King\"}", "If-Match", "\"1\"");
        assertThat(renamed.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(register("Somebody", email).statusCode()).isEqualTo(409);
        assertThat(put("/users/" + user + "/email", "{\"email\":\"%s\"}".formatted(unused())).statusCode()).isEqualTo(204);
        assertThat(register("Somebody", email).statusCode()).isEqualTo(201);
        assertThat(body(get("/users/" + user)).get("version").asLong()).isEqualTo(3);
    }

    @Test
    void can_be_kept_as_a_snapshot() {
        registeredThen();
        assertThat(put("/users/" + user + "/name", "{\"name\":\"Ada King\"}").statusCode()).isEqualTo(204);
        snapshots.scheduleSnapshot(UserAggregate.class, user);
        eventually(() -> assertThat(log.snapshot(user)).isPresent());
        var sameAddress = put("/users/" + user + "/email", "{\"email\":\"%s\"}".formatted(email), "If-Match", "\"2\"");
        assertThat(sameAddress.headers().firstValue("ETag")).hasValue("\"2\"");
    }
}
