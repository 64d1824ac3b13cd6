package io.tributary.platform.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * A program's ahead-of-time cache, with which it starts in about half the time. A process that records leaves it behind when it ends in
 * order; it starts and ends some seconds slower. A cache that does not fit the virtual machine is ignored by it.
 */
final class StartCache {
    private final Path cache;
    private final Path recorded;

    StartCache(Path folder) {
        this.cache = folder.resolve("start.aot");
        this.recorded = folder.resolve("start.aot." + UUID.randomUUID());
    }

    boolean exists() {
        return Files.exists(cache);
    }

    List<String> flags(boolean record) {
        if (exists()) {
            return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off");
        }
        return record ? List.of("-XX:AOTCacheOutput=" + recorded, "-Xlog:aot*=off", "-Xlog:cds*=off") : List.of();
    }

    /** Takes what an ended process recorded, if it did. */
    void keep() {
        try {
            if (Files.exists(recorded)) {
                Files.move(recorded, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The start-up cache " + cache + " could not be kept", e);
        }
    }
}
