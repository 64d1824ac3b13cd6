package io.tributary.eventstore.postgres;

import io.tributary.eventstore.storage.TurnOfAnother;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that another process has stored a commit. A hint only: whoever hears nothing looks by himself after a while. Of commits that follow
 * each other closely only some are announced, so that who stores many wakes nobody, not even himself, for each: who has heard of one looks
 * again a few times, until {@link #UNANNOUNCED} is over. Writers who ask for a turn are heard the same way.
 */
final class ChangeNotifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeNotifications.class);

    /** The commits that follow an announced one for so long may go unannounced. */
    static final Duration UNANNOUNCED = Duration.ofMillis(15);

    private static final String TURN = "turn ";
    private static final Pattern TURN_ASKED_FOR = Pattern.compile(TURN + "([0-9]{1,9})");
    private static final int LOOKS_AFTER_NEWS = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(12);

    private final HeldConnection held;
    private final IntPredicate own;
    private final TurnOfAnother turn = new TurnOfAnother();
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

    /** What to announce for a turn of so long. */
    static String turnOf(Duration length) {
        return TURN + length.toMillis();
    }

    Duration turnOfAnother() {
        return turn.left();
    }

    private boolean isNews(PGNotification @Nullable [] notifications) {
        if (notifications == null) {
            return false;
        }
        var news = Arrays.stream(notifications).filter(announced -> !own.test(announced.getPID())).map(
                PGNotification::getParameter).toList();
        news.forEach(this::heard);
        return !news.isEmpty();
    }

    /** Anybody in the database may write to the channel, anything. */
    private void heard(String news) {
        var asked = TURN_ASKED_FOR.matcher(news);
        if (asked.matches()) {
            turn.ask(Duration.ofMillis(Integer.parseInt(asked.group(1))));
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
