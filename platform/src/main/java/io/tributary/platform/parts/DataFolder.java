package io.tributary.platform.parts;

import io.tributary.platform.identity.TokenFolder;
import io.tributary.platform.supervisor.RunFolder;
import io.tributary.servers.files.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The folder of one platform's data: what may be in it, and which topology its data were made with. */
public record DataFolder(Path folder) {
    public RunFolder run() {
        return new RunFolder(folder.resolve("run"));
    }

    /** Makes the folder if there is none. */
    void ensureWritable() {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "probe", ""));
        } catch (IOException e) {
            throw new CannotStart("The data directory " + folder + " cannot be written to; choose another with --data-dir.");
        }
    }

    /** Deletes the data and logs of the platform, and nothing else that may be in the folder. */
    void deleteData() throws IOException {
        List<String> own = new ArrayList<>(List.of(PostgresPart.SHARED, ServerPart.KAFKA, ServerPart.MONGODB, Layout.SECRETS, Layout.ISSUER,
                TokenFolder.NAME, "logs"));
        for (Service service : Service.values()) {
            own.add(PostgresPart.of(service));
        }
        for (String name : own) {
            Directories.delete(folder.resolve(name));
        }
        Files.deleteIfExists(topologyFile());
        Files.deleteIfExists(movedFile());
    }

    /** The services whose data were moved to a server of their own since they were made. */
    public Set<String> moved() {
        try {
            return Files.exists(movedFile()) ? new LinkedHashSet<>(Files.readAllLines(movedFile())) : Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Where the services' data are cannot be read from " + movedFile(), e);
        }
    }

    /** From now on the service's data are those on its own server; all at once or not at all. */
    public void moved(String service) throws IOException {
        Set<String> all = new LinkedHashSet<>(moved());
        all.add(service);
        Path aside = folder.resolve("moved.new");
        Files.write(aside, all);
        Files.move(aside, movedFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Data of one topology are not looked for by the other, so a change would look like a loss. */
    void keepTopology(Topology topology) throws IOException {
        Optional<String> before = topology();
        if (before.isPresent() && !before.get().equals(topology.text())) {
            throw new CannotStart("The data in " + folder + " were made with --topology " + before.get()
                    + "; use that, another --data-dir, or --fresh, which deletes them.");
        }
        Files.writeString(topologyFile(), topology.text());
    }

    private Optional<String> topology() throws IOException {
        return Files.exists(topologyFile()) ? Optional.of(Files.readString(topologyFile()).strip()) : Optional.empty();
    }

    private Path movedFile() {
        return folder.resolve("moved");
    }

    private Path topologyFile() {
        return folder.resolve("topology");
    }
}
