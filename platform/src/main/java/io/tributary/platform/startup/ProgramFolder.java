package io.tributary.platform.startup;

import io.tributary.servers.files.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of one program's builds: made whole or not at all, the last few kept. */
record ProgramFolder(Path parent, String name) {
    private static final int KEPT = 3;

    interface Filling {
        void fill(Path folder) throws IOException, InterruptedException;
    }

    Path of(String fingerprint, Filling filling) throws IOException, InterruptedException {
        Path folder = parent.resolve(name + "-" + fingerprint);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(parent);
        Path aside = Files.createTempDirectory(parent, "unpacking-");
        try {
            filling.fill(aside);
            Files.move(aside, folder);
        } catch (IOException e) {
            Directories.delete(aside);
            if (!Files.isDirectory(folder)) { // else another process was first
                throw e;
            }
        }
        deleteOldest();
        return folder;
    }

    private void deleteOldest() throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> newestFirst = folders.filter(folder -> folder.getFileName().toString().startsWith(name + "-")).sorted(
                    Comparator.comparingLong((Path folder) -> folder.toFile().lastModified()).reversed()).toList();
            for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
                Directories.delete(old);
            }
        }
    }
}
