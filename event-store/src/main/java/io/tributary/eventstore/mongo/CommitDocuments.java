package io.tributary.eventstore.mongo;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.NewCommit.StreamKey;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.RememberedAnswer;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.NumberedCommit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * A commit as a document: {@code _id} its number, {@code p} the position of its first event, {@code n} how many there are, {@code t} its
 * time in microseconds, {@code c} its id, {@code k} everything that must be unique, {@code e} its events, {@code d} and {@code r} digest and answer
 * of its idempotency key.
 */
final class CommitDocuments {
    static final String NUMBER = "_id";
    static final String KEYS = "k";
    private static final String FIRST_POSITION = "p";
    private static final String SIZE = "n";
    private static final String TIME = "t";
    private static final String COMMIT_ID = "c";
    private static final String EVENTS = "e";
    private static final String DIGEST = "d";
    private static final String ANSWER = "r";

    /** No aggregate id is empty, so no stream key starts with it. */
    private static final String KEY_SEPARATOR = "#";

    /** All but the events. */
    static final Document WITHOUT_EVENTS = new Document(EVENTS, 0);

    private CommitDocuments() {}

    static Document of(NumberedCommit numbered) {
        var commit = numbered.commit();
        var document = new Document(NUMBER, numbered.placement().commit()).append(FIRST_POSITION,
                numbered.placement().firstPosition()).append(SIZE, commit.events().size()).append(TIME, micros(numbered.time())).append(
                        COMMIT_ID, Uuids.binary(commit.id())).append(KEYS, keys(commit)).append(EVENTS,
                                commit.events().stream().map(CommitDocuments::of).toList());
        if (commit.idempotency() != null) {
            document.append(DIGEST, commit.idempotency().digest()).append(ANSWER, numbered.answer());
        }
        return document;
    }

    private static Document of(LogEvent event) {
        return new Document("i", Uuids.binary(event.id())).append("a", event.aggregateId()).append("s", event.sequence()).append("y",
                event.aggregateType()).append("t", event.type()).append("v", event.version()).append("r",
                        micros(event.recordedAt())).append("d", event.payload()).append("m", event.metadata());
    }

    static List<String> keys(NewCommit commit) {
        var keys = new ArrayList<String>();
        commit.events().forEach(event -> keys.add(streamKey(event.aggregateId(), event.sequence())));
        if (commit.idempotency() != null) {
            keys.add(idempotencyKey(commit.idempotency().keyHash()));
        }
        return keys;
    }

    static String streamKey(String aggregateId, long sequence) {
        return aggregateId + KEY_SEPARATOR + sequence;
    }

    static String idempotencyKey(String keyHash) {
        return KEY_SEPARATOR + keyHash;
    }

    static long number(Document document) {
        return readable(document, d -> d.getLong(NUMBER));
    }

    static CommitEntry entry(Document document) {
        return readable(document, d -> new CommitEntry(d.getLong(NUMBER), commitId(d), d.getLong(FIRST_POSITION), d.getInteger(SIZE),
                instant(d.getLong(TIME))));
    }

    static List<StoredEvent> events(Document document) {
        return readable(document, d -> {
            long position = d.getLong(FIRST_POSITION);
            var events = new ArrayList<StoredEvent>();
            for (var event : d.getList(EVENTS, Document.class)) {
                events.add(new StoredEvent(position++, event(event)));
            }
            if (events.size() != d.getInteger(SIZE)) {
                throw new InvalidCommit("it says it has " + d.getInteger(SIZE) + " events, but has " + events.size());
            }
            return events;
        });
    }

    private static LogEvent event(Document event) {
        return new LogEvent(Uuids.read(event, "i"), event.getString("a"), event.getLong("s"), event.getString("y"), event.getString("t"),
                event.getInteger("v"), instant(event.getLong("r")), event.get("d", Binary.class).getData(),
                event.get("m", Binary.class).getData());
    }

    static UUID commitId(Document document) {
        return readable(document, d -> Uuids.read(d, COMMIT_ID));
    }

    static Placement placement(Document document) {
        return readable(document, d -> new Placement(d.getLong(NUMBER), d.getLong(FIRST_POSITION)));
    }

    static List<StreamKey> streamKeys(Document document) {
        return readable(document, d -> d.getList(KEYS, String.class).stream().filter(key -> !key.startsWith(KEY_SEPARATOR)).map(
                CommitDocuments::parse).toList());
    }

    private static StreamKey parse(String key) {
        var separator = key.lastIndexOf(KEY_SEPARATOR);
        return new StreamKey(key.substring(0, separator), Long.parseLong(key.substring(separator + 1)));
    }

    /** What the commit remembers; it must have an idempotency key. */
    static RememberedAnswer answer(Document document) {
        return readable(document, d -> {
            var key = d.getList(KEYS, String.class).stream().filter(k -> k.startsWith(KEY_SEPARATOR)).findFirst().orElseThrow();
            return new RememberedAnswer(key.substring(KEY_SEPARATOR.length()), d.getLong(NUMBER), d.getString(DIGEST),
                    d.get(ANSWER, Binary.class).getData());
        });
    }

    static boolean hasAnswer(Document document) {
        return document.containsKey(DIGEST);
    }

    /** A field that is missing or of another type is damage, and is called so. */
    private static <T> T readable(Document document, Function<Document, T> mapping) {
        try {
            return mapping.apply(document);
        } catch (InvalidCommit | NullPointerException | ClassCastException | NoSuchElementException | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            throw new Unreadable("commit " + document.get(NUMBER) + " cannot be read: " + e.getMessage(), e);
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
