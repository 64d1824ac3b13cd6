package io.tributary.servers.mongo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * One append-only file of records: {@code magic, length, crc, bytes}, the checksum over length and bytes. One writer at
 * a time; any number of threads may wait for their records to be on disk, and share one flush.
 */
final class JournalFile implements AutoCloseable {
    static final int MAGIC = 0x54524942;
    static final int HEADER = 4 + 4 + 4;

    private final FileChannel file;
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile long end;
    private volatile long flushed;
    private volatile boolean broken;

    private JournalFile(FileChannel file, long end) {
        this.file = file;
        this.end = end;
        this.flushed = end;
    }

    static JournalFile create(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        file.force(true);
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true); // the name, too
        }
        return new JournalFile(file, 0);
    }

    /** Appends the record and returns the position to wait for. A record that could not be written whole leaves nothing behind. */
    long append(byte[] bytes) throws IOException {
        if (broken) {
            throw new IOException("An earlier write to the journal failed");
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER + bytes.length);
        record.putInt(MAGIC).putInt(bytes.length).putInt(checksum(bytes, 0, bytes.length)).put(bytes).flip();
        try {
            long position = end;
            while (record.hasRemaining()) {
                position += file.write(record, position);
            }
            end = position;
            return position;
        } catch (IOException e) {
            cutBackTo(end);
            throw e;
        }
    }

    /** Returns when everything up to the position is on disk. */
    void awaitOnDisk(long position) throws IOException {
        if (flushed >= position) {
            return;
        }
        flushing.lock();
        try {
            if (flushed >= position) {
                return; // another thread's flush covered this record
            }
            long covered = end;
            file.force(false);
            flushed = covered;
        } catch (IOException e) {
            broken = true; // what a failed flush left on disk is unknown, and asking again would not tell
            throw e;
        } finally {
            flushing.unlock();
        }
    }

    boolean isBroken() { return broken; }

    long size() {
        return end;
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4).putInt(length).flip());
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void cutBackTo(long position) {
        try {
            file.truncate(position);
        } catch (IOException e) {
            broken = true;
        }
    }
}
