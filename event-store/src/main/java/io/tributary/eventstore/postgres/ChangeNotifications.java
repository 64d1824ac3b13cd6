package io.tributary.eventstore.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that another process has stored a commit. A hint only: whoever hears nothing looks by himself after a while. Of commits that follow
 * each other closely only some are announced, so that who stores many wakes nobody, not even himself, for each: who has heard of one looks
 * again a few times, until {@link #UNANNOUNCED} is over.
 */
final class ChangeNotifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeNotifications.class);

    /** The commits that follow an announced one for so long may go unannounced. */
    static final Duration UNANNOUNCED = Duration.ofMillis(15);

    private static final int LOOKS_AFTER_NEWS = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(12);

    private final HeldConnection held;
    private final IntPredicate own;
    private @Nullable PGConnection listening;
    private int looksToCome;

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

    /** Returns when a commit of another process is announced, when one may have been missed, or after {@code limit}. */
    void await(Duration limit) throws InterruptedException {
        try {
            if (listening == null) {
                listening = held.get().unwrap(PGConnection.class);
                looksToCome = LOOKS_AFTER_NEWS;
                return;
            }
            var patience = looksToCome > 0 && BETWEEN_LOOKS.compareTo(limit) < 0 ? BETWEEN_LOOKS : limit;
            looksToCome--;
            var deadline = System.nanoTime() + patience.toNanos();
            for (long left = patience.toMillis(); left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                if (isNews(listening.getNotifications((int) left))) {
                    looksToCome = LOOKS_AFTER_NEWS;
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

    private boolean isNews(PGNotification @Nullable [] notifications) {
        return notifications != null && Arrays.stream(notifications).anyMatch(announced -> !own.test(announced.getPID()));
    }

    @Override
    public void close() {
        held.close();
    }
}
