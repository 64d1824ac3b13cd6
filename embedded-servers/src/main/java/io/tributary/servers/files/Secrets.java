package io.tributary.servers.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Generated passwords, one file each, readable by the owner only; the same name gives the same password for as long as the folder lives. */
public record Secrets(Path folder) {
    private static final int BYTES = 24;

    /** The file that holds the password, made if missing. */
    public Path file(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                generate(file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The password file " + file + " could not be made", e);
        }
    }

    public String password(String name) {
        Path file = file(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The password file " + file + " could not be read", e);
        }
    }

    /** A file that holds the text made of a password, as some tool wants it. */
    public void derived(String name, String text) {
        Path file = folder.resolve(name);
        try {
            write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The password file " + file + " could not be made", e);
        }
    }

    private void generate(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private void write(Path file, String text) throws IOException {
        Directories.createPrivate(folder);
        Path aside = Files.createTempFile(folder, file.getFileName().toString(), ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
