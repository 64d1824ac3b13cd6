package io.tributary.eventstore.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears that another process has stored a commit. A hint only: whoever hears nothing looks by himself after a while. */
final class ChangeNotifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeNotifications.class);

    private final HeldConnection held;
    private final IntPredicate own;
    private @Nullable PGConnection listening;

    /** @param own whether a process of the server is the one that stores this log's own commits, which are no news */
    ChangeNotifications(DataSource dataSource, String channel, IntPredicate own) {
        this.own = own;
        this.held = new HeldConnection(dataSource, connection -> {
            connection.setAutoCommit(true);
            try (var listen = connection.createStatement()) {
                listen.execute("listen " + channel);
            }
        });
    }

    /** Returns when a commit of another process beyond {@code knownCommit} is announced, when anything may have been missed, or after {@code limit}. */
    void await(LongSupplier knownCommit, Duration limit) throws InterruptedException {
        try {
            if (listening == null) {
                listening = held.get().unwrap(PGConnection.class);
                return;
            }
            var deadline = System.nanoTime() + limit.toNanos();
            for (long left = limit.toMillis(); left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                if (isNews(listening.getNotifications((int) left), knownCommit)) {
                    return;
                }
            }
        } catch (SQLException e) {
            listening = null;
            held.discard();
            if (held.isClosed()) {
                return;
            }
            LOG.warn("Commits of other processes are not announced for now; looking every {}: {}", limit, e.getMessage());
            Thread.sleep(limit);
        }
    }

    private boolean isNews(PGNotification @Nullable [] notifications, LongSupplier knownCommit) {
        if (notifications != null) {
            for (var notification : notifications) {
                if (!own.test(notification.getPID()) && Long.parseLong(notification.getParameter()) > knownCommit.getAsLong()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        held.close();
    }
}
