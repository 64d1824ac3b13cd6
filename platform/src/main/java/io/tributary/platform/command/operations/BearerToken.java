package io.tributary.platform.command.operations;

import io.tributary.platform.identity.Role;
import io.tributary.platform.identity.TokenFolder;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who calls the operations: the token given, else that of the environment, else the one the platform left in its data directory; or nobody. */
record BearerToken(Optional<String> text) {
    static final String VARIABLE = "TRIBUTARY_TOKEN";

    /** @param tokens of the running platform; a token there that is nearly over is replaced */
    static BearerToken find(@Nullable String given, TokenFolder tokens) throws InterruptedException {
        String named = given == null ? System.getenv(VARIABLE) : given;
        if (named != null && !named.isBlank()) {
            return new BearerToken(Optional.of(named.strip()));
        }
        return new BearerToken(
                Files.exists(tokens.file(Role.OPS)) ? Optional.of(tokens.token(Role.OPS).text()) : Optional.empty());
    }
}
