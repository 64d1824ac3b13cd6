package io.tributary.platform.command.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who calls the operations: the token given, else that of the environment, else the one the platform left in its data directory; or nobody. */
record BearerToken(Optional<String> text) {
    static final String VARIABLE = "TRIBUTARY_TOKEN";

    static BearerToken find(@Nullable String given, Path dataDir) {
        String named = given == null ? System.getenv(VARIABLE) : given;
        if (named != null && !named.isBlank()) {
            return new BearerToken(Optional.of(named.strip()));
        }
        Path file = dataDir.resolve("tokens").resolve("ops");
        try {
            return new BearerToken(Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
