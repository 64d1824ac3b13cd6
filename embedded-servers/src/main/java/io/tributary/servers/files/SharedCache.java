package io.tributary.servers.files;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for what can be made again from the build: unpacked programs, extracted jars, start-up caches. */
public final class SharedCache {
    private SharedCache() {}

    /** {@code TRIBUTARY_CACHE}, or the user's cache folder, or, where there is no usable home, a folder among the temporary files. */
    public static Path folder() {
        String named = System.getenv("TRIBUTARY_CACHE");
        if (named != null) {
            return Path.of(named);
        }
        Path home = Path.of(System.getProperty("user.home"));
        return Files.isWritable(home)
                ? home.resolve(".cache").resolve("tributary")
                : Path.of(System.getProperty("java.io.tmpdir")).resolve("tributary-cache-" + System.getProperty("user.name"));
    }
}
