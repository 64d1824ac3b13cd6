package io.tributary.servers.mongo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a journal file back. A record that ends with the file unfinished was never acknowledged and is left out, but only in the file
 * written last, and only if no whole record stands behind it: anything else is damage. The rest of such a file is cut off.
 */
final class JournalReader {
    private final Path path;
    private final byte[] content;

    private JournalReader(Path path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    static List<byte[]> read(Path path, boolean last) throws IOException {
        return new JournalReader(path, Files.readAllBytes(path)).records(last);
    }

    private List<byte[]> records(boolean last) throws IOException {
        List<byte[]> records = new ArrayList<>();
        int position = 0;
        while (position < content.length) {
            if (!isWhole(position)) {
                if (!last || wholeRecordAfter(position)) {
                    throw new DamagedJournal("The journal " + path + " is damaged at byte " + position + " of " + content.length + ".");
                }
                cutBackTo(position);
                return records;
            }
            int start = position + JournalFile.HEADER;
            int length = length(position);
            records.add(Arrays.copyOfRange(content, start, start + length));
            position = start + length;
        }
        return records;
    }

    private boolean wholeRecordAfter(int position) {
        for (int later = position + 1; later <= content.length - JournalFile.HEADER; later++) {
            if (isWhole(later)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWhole(int position) {
        if (content.length - position < JournalFile.HEADER || at(position).getInt() != JournalFile.MAGIC) {
            return false;
        }
        int length = length(position);
        int start = position + JournalFile.HEADER;
        return length >= 0 && length <= content.length - start
                && at(position + 8).getInt() == JournalFile.checksum(content, start, length);
    }

    private int length(int position) {
        return at(position + 4).getInt();
    }

    /** So that the file is whole when a newer one stands behind it. */
    private void cutBackTo(int position) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(position);
            file.force(true);
        }
    }

    private ByteBuffer at(int position) {
        return ByteBuffer.wrap(content, position, content.length - position);
    }
}
