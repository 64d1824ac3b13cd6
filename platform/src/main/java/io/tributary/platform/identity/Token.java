package io.tributary.platform.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signed token, which whoever holds it may use; it is not shown by {@link #toString}. */
public record Token(String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration NEARLY_OVER = Duration.ofMinutes(5);

    public String subject() {
        return claims().path("sub").asString("");
    }

    public Instant expiresAt() {
        return Instant.ofEpochSecond(claims().path("exp").asLong(0));
    }

    boolean isGoodForAWhile() { return expiresAt().isAfter(Instant.now().plus(NEARLY_OVER)); }

    private JsonNode claims() {
        String payload = text.split("\\.", -1)[1];
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "token of " + subject();
    }
}
