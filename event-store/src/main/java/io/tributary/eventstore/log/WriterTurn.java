package io.tributary.eventstore.log;

import io.tributary.eventstore.CommitLogException;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.TurnOfAnother;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a writer has lost against others for so long that it is no bad luck, being further away or slower, it asks them to leave the store to
 * it for a while. Belongs to whose turn it is to store.
 */
final class WriterTurn {
    private static final Logger LOG = LoggerFactory.getLogger(WriterTurn.class);

    /** Equals lose a few times in a row, and win within this. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** A turn is as long as so many attempts: the others hear of it late, and do not hear of it all at once. */
    private static final int ATTEMPTS = 4;
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final CommitStorage storage;
    private boolean losing;
    private boolean asked;
    private long losingSince;
    private Duration patience = PATIENCE;

    WriterTurn(CommitStorage storage) {
        this.storage = storage;
    }

    void won() {
        losing = false;
        asked = false;
        patience = PATIENCE;
    }

    /** True if the others have been asked to wait: the next attempts have the store to themselves. */
    boolean lost(Duration attempt) {
        long now = System.nanoTime();
        if (!losing) {
            losing = true;
            losingSince = now;
        }
        if (now - losingSince < patience.toNanos()) {
            return false;
        }
        losingSince = now;
        ask(longer(SHORTEST, shorter(TurnOfAnother.LONGEST, attempt.multipliedBy(ATTEMPTS))));
        return asked;
    }

    private void ask(Duration length) {
        try {
            storage.askForTurn(length);
            asked = true;
            patience = longer(PATIENCE, length.multipliedBy(2).plus(SHORTEST)); // sooner the others grant none
        } catch (CommitLogException e) {
            LOG.debug("The other writers were not asked for a turn", e);
        }
    }

    /** How long to wait for another's; not at all for who needs one himself. */
    Duration ofAnother() {
        return asked ? Duration.ZERO : storage.turnOfAnother();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
