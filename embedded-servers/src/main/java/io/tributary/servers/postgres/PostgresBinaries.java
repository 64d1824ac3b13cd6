package io.tributary.servers.postgres;

import io.tributary.servers.files.Directories;
import io.tributary.servers.files.SharedCache;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs of this machine's kind, unpacked once into a cache that all platforms and tests of a user share.
 * An interrupted or concurrent unpacking leaves nothing half done: it happens aside and is renamed into place.
 */
public record PostgresBinaries(Path home) {
    private static final Set<PosixFilePermission> EXECUTABLE = EnumSet.of(PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    public static PostgresBinaries unpacked() {
        return unpackedInto(SharedCache.folder());
    }

    static PostgresBinaries unpackedInto(Path cache) {
        URL archive = archive();
        try {
            Path home = cache.resolve("postgresql-" + fingerprint(archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, cache, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked into " + cache, e);
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "/postgres-" + system + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
        URL archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new IllegalStateException("No PostgreSQL binaries for this kind of machine on the class path: " + name);
        }
        return archive;
    }

    /** Tells archives apart without reading them. */
    private static String fingerprint(URL archive) throws IOException {
        if (!(archive.openConnection() instanceof JarURLConnection inJar)) {
            throw new IOException("Not inside a jar: " + archive);
        }
        var entry = inJar.getJarEntry();
        return Long.toHexString(entry.getCrc()) + "-" + entry.getSize();
    }

    private static void unpack(URL archive, Path cache, Path home) throws IOException {
        Files.createDirectories(cache);
        Path aside = Files.createTempDirectory(cache, "unpacking-");
        try {
            Files.setPosixFilePermissions(aside, EnumSet.allOf(PosixFilePermission.class));
            extract(archive, aside);
            Files.move(aside, home);
        } catch (IOException e) {
            Directories.delete(aside);
            if (!Files.isDirectory(home)) { // else another process was first
                throw e;
            }
        }
    }

    private static void extract(URL archive, Path target) throws IOException {
        try (InputStream compressed = new BufferedInputStream(archive.openStream());
                var tar = new TarArchiveInputStream(new XZInputStream(compressed))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                extract(tar, entry, target);
                entry = tar.getNextEntry();
            }
        }
    }

    private static void extract(InputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("Entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.addAll(EXECUTABLE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
