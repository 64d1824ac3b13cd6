package io.tributary.eventstore.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.tributary.eventstore.storage.TurnOfAnother;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The last turn that a writer asked for; the others look for it while they store commits themselves. */
final class TurnDocument {
    private static final String KEY = "last";
    private static final String MILLIS = "ms";
    private static final String TURN = "turn";

    private final MongoCollection<Document> turns;
    private final TurnOfAnother ofAnother = new TurnOfAnother();
    private boolean looked;
    private @Nullable String known;
    private volatile @Nullable String own;

    TurnDocument(MongoCollection<Document> turns) {
        this.turns = turns.withWriteConcern(WriteConcern.W1);
    }

    void ask(Duration length) {
        var turn = UUID.randomUUID().toString();
        own = turn;
        turns.replaceOne(eq("_id", KEY), new Document("_id", KEY).append(TURN, turn).append(MILLIS, length.toMillis()),
                new ReplaceOptions().upsert(true));
    }

    /** The first look only takes note: nobody knows how old that turn is. One thread at a time. */
    void look() {
        @Nullable
        Document last = turns.find(eq("_id", KEY)).first();
        @Nullable
        String turn = last == null ? null : last.getString(TURN);
        if (looked && turn != null && !turn.equals(known) && !turn.equals(own)) {
            ofAnother.ask(Duration.ofMillis(last.getLong(MILLIS)));
        }
        looked = true;
        known = turn;
    }

    Duration ofAnother() {
        return ofAnother.left();
    }
}
