package io.tributary.eventstore.bench.hazards;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stands between a writer and its server, and cuts one connection at the moment it is told to; every other one is left alone. */
final class Cable implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    /** Where the connection ends. */
    enum Cut {
        /** Half of the message that names the aggregate gets to the server. */
        IN_THE_MESSAGE,
        /** The server has done it, and its answer does not arrive. */
        BEFORE_THE_ANSWER
    }

    private final ServerSocket server;
    private final int target;
    private final boolean inTransactions;
    private volatile @Nullable String marker;
    private volatile Cut cut = Cut.IN_THE_MESSAGE;

    /** @param inTransactions whether the writer's work is done by a {@code COMMIT} of its own */
    Cable(int target, boolean inTransactions) throws IOException {
        this.target = target;
        this.inTransactions = inTransactions;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("cable").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next message that names this aggregate, or the commit behind it, is the one that is cut. */
    void cutAt(String aggregate, Cut where) {
        cut = where;
        marker = aggregate;
    }

    /** Whether the cut is still to come. */
    boolean isWhole() { return marker != null; }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var connection = new Connection(client, new Socket(InetAddress.getLoopbackAddress(), target));
                Thread.ofPlatform().daemon().name("cable-up").start(connection::up);
                Thread.ofPlatform().daemon().name("cable-down").start(connection::down);
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private final class Connection {
        private final Socket client;
        private final Socket target;
        private boolean seen;
        private volatile boolean answerIsLost;

        Connection(Socket client, Socket target) {
            this.client = client;
            this.target = target;
        }

        void up() {
            copy(client, target, this::request);
        }

        void down() {
            copy(target, client, (out, bytes, length) -> {
                if (answerIsLost) {
                    return false;
                }
                out.write(bytes, 0, length);
                return true;
            });
        }

        private boolean request(OutputStream out, byte[] bytes, int length) throws IOException {
            var text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            var aggregate = marker;
            seen |= aggregate != null && text.contains(aggregate);
            boolean now = seen && (!inTransactions || text.toUpperCase(Locale.ROOT).contains("COMMIT") || cut == Cut.IN_THE_MESSAGE);
            if (aggregate != null && now) {
                marker = null;
                if (cut == Cut.IN_THE_MESSAGE) {
                    out.write(bytes, 0, length / 2);
                    return false;
                }
                answerIsLost = true;
            }
            out.write(bytes, 0, length);
            return true;
        }

        private void copy(Socket from, Socket to, Step step) {
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                var bytes = new byte[CHUNK];
                for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
                    if (!step.take(out, bytes, length)) {
                        return;
                    }
                }
            } catch (IOException e) {
                return; // the other side has ended
            }
        }
    }

    /** What to do with what has arrived; false ends the connection. */
    @FunctionalInterface
    private interface Step {
        boolean take(OutputStream out, byte[] bytes, int length) throws IOException;
    }
}
