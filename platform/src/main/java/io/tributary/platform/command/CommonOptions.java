package io.tributary.platform.command;

import io.tributary.platform.parts.DataFolder;
import io.tributary.platform.supervisor.RunFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
public final class CommonOptions {
    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where the platform's data, logs and passwords are (default: .tributary).") private @Nullable Path dataDir;

    @Option(names = "--port-base", paramLabel = "N", description = "The gateway's port; the others follow it (default: ${DEFAULT-VALUE}).", defaultValue = "8080") private int portBase;

    @Option(names = "--output", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).", defaultValue = "text") private Output output = Output.TEXT;

    enum Output {
        TEXT, JSON
    }

    /** The checkout whose build is run. */
    public static Path home() {
        return Path.of(System.getProperty("tributary.home", "")).toAbsolutePath().normalize();
    }

    public Path dataDir() {
        return dataDir == null ? home().resolve(".tributary") : dataDir.toAbsolutePath().normalize();
    }

    public RunFolder run() {
        return new DataFolder(dataDir()).run();
    }

    public int portBase() {
        return portBase;
    }

    public boolean isJson() { return output == Output.JSON; }
}
