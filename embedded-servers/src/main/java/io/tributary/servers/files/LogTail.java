package io.tributary.servers.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of a log file. */
public final class LogTail {
    private static final int BYTES = 64 * 1024;
    private static final long SEARCHED = 4L * 1024 * 1024;

    private LogTail() {}

    /** The last lines, at most as many as asked for; none if there is no log. */
    public static List<String> of(Path log, int lines) {
        if (!Files.isReadable(log)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(" + log + " could not be read: " + e.getMessage() + ")");
        }
    }

    /** Whether the text stands in what was written to the log from the offset on. */
    public static boolean contains(Path log, long offset, String text) {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.clamp(file.size() - offset, 0, SEARCHED));
            file.read(bytes, offset);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            return false; // not written yet
        }
    }
}
