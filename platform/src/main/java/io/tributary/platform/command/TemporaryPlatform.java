package io.tributary.platform.command;

import io.tributary.platform.identity.Issuer;
import io.tributary.platform.parts.CannotStart;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Platform;
import io.tributary.platform.parts.Topology;
import io.tributary.servers.files.Directories;
import io.tributary.servers.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;

/** A platform of its own on free ports, whose data are deleted when it ends. */
final class TemporaryPlatform implements AutoCloseable {
    private static final int FIRST_BASE = 18080;
    private static final int STEP = 40;
    private static final int LAST_BASE = 30000;
    private static final int PORTS = 20;

    private final Platform platform;
    private final Layout layout;

    private TemporaryPlatform(Platform platform, Layout layout) {
        this.platform = platform;
        this.layout = layout;
    }

    static TemporaryPlatform start(Console console, boolean recording) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("tributary-");
        Layout layout = new Layout(CommonOptions.home(), data, freeBase(), Topology.PRIVATE_SCHEMAS, Set.of(), recording);
        return new TemporaryPlatform(Platform.start(layout, false, console, () -> delete(data)), layout);
    }

    Issuer issuer() {
        return layout.tokens().issuer();
    }

    boolean startsSlowly() throws IOException, InterruptedException {
        return platform.startsSlowly();
    }

    @Override
    public void close() throws IOException {
        platform.close();
    }

    private static void delete(Path data) {
        try {
            Directories.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(data + " could not be deleted", e);
        }
    }

    private static int freeBase() {
        return IntStream.iterate(FIRST_BASE, base -> base < LAST_BASE, base -> base + STEP).filter(
                base -> IntStream.range(base, base + PORTS).allMatch(Ports::isFree)).findFirst().orElseThrow(
                        () -> new CannotStart("No " + PORTS + " free ports in a row were found."));
    }
}
