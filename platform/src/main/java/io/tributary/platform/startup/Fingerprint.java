package io.tributary.platform.startup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells builds of a jar apart by the names and checksums in its directory, without reading the rest. */
final class Fingerprint {
    private static final int LENGTH = 16;

    private Fingerprint() {}

    static String of(Path jar, String more) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(more.getBytes(StandardCharsets.UTF_8));
            zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).forEach(entry -> {
                digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(entry.getCrc()).flip());
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
