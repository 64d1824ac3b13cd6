package io.tributary.chassis.processing.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.processing.deadletters.DeadLetters;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** The collection {@code dead_letter}: one document per parked event; the id makes parking again harmless. */
public final class MongoDeadLetters implements DeadLetters {
    private static final String PROCESSOR = "processor";
    private static final String SEQUENCE = "sequence";
    private static final String CAUSE = "cause";
    private static final String POSITION = "position";
    private static final Bson ORDER = Indexes.ascending(PROCESSOR, SEQUENCE, POSITION);
    private static final String CLAIMED_UNTIL = "claimedUntil";
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private final MongoCollection<Document> letters;
    private final Clock clock = Clock.systemUTC();

    public MongoDeadLetters(MongoDatabase database) {
        this.letters = database.getCollection("dead_letter");
        letters.createIndex(Indexes.ascending(PROCESSOR));
        letters.createIndex(Indexes.ascending(PROCESSOR, SEQUENCE));
        letters.createIndex(ORDER);
    }

    @Override
    public void park(ParkedEvent parked) {
        try {
            letters.insertOne(write(parked));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public boolean holds(String processor, String sequence) {
        return letters.find(inSequence(processor, sequence)).first() != null;
    }

    // A retry may remove the last event of the sequence between the look and the write: then this one waits behind nothing.
    @Override
    public boolean parkBehind(ParkedEvent waiting) {
        if (!holds(waiting.processor(), waiting.sequence())) {
            return false;
        }
        park(waiting);
        if (waitsBehindAnother(waiting) || !claimFirst(waiting)) {
            return true;
        }
        remove(waiting);
        return false;
    }

    // Asked for one that stands before it: of many it finds the first it comes to.
    private boolean waitsBehindAnother(ParkedEvent waiting) {
        var before = and(inSequence(waiting.processor(), waiting.sequence()), lt(POSITION, waiting.event().place().position()));
        var own = and(eq("_id", id(waiting)), eq(CAUSE, ParkedEvent.Failure.WAITING));
        return letters.find(before).first() != null || letters.find(own).first() == null;
    }

    // What was the first stays it while it is there: others are parked behind it.
    @Override
    public boolean claimFirst(ParkedEvent parked) {
        long now = clock.millis();
        var free = and(eq("_id", id(parked)), or(exists(CLAIMED_UNTIL, false), lt(CLAIMED_UNTIL, now)));
        return letters.updateOne(free, Updates.set(CLAIMED_UNTIL, now + CLAIM.toMillis())).getModifiedCount() == 1;
    }

    @Override
    public Set<String> sequences(String processor) {
        return letters.find(eq(PROCESSOR, processor)).map(document -> document.getString(SEQUENCE)).into(new HashSet<>());
    }

    @Override
    public List<ParkedEvent> sequence(String processor, String sequence, int limit) {
        return letters.find(inSequence(processor, sequence)).sort(ORDER).limit(limit).map(MongoDeadLetters::read).into(new ArrayList<>());
    }

    @Override
    public int size(String processor, String sequence) {
        return Math.toIntExact(letters.countDocuments(inSequence(processor, sequence)));
    }

    @Override
    public List<ParkedEvent> firsts(Place after, int limit) {
        var result = new ArrayList<ParkedEvent>();
        forEachFirst(or(gt(PROCESSOR, after.processor()), and(eq(PROCESSOR, after.processor()), gt(SEQUENCE, after.sequence()))), first -> {
            result.add(read(first));
            return result.size() < limit;
        });
        return result;
    }

    @Override
    public Map<String, Integer> sequencesByCause() {
        var result = new HashMap<String, Integer>();
        forEachFirst(new Document(), first -> {
            result.merge(first.getString(CAUSE), 1, Integer::sum);
            return true;
        });
        return result;
    }

    /** Goes through the first document of each sequence until {@code next} has had enough. */
    private void forEachFirst(Bson filter, Predicate<Document> next) {
        try (var found = letters.find(filter).sort(ORDER).iterator()) {
            Place before = Place.START;
            boolean more = true;
            while (more && found.hasNext()) {
                var document = found.next();
                var place = new Place(document.getString(PROCESSOR), document.getString(SEQUENCE));
                if (!place.equals(before)) {
                    more = next.test(document);
                }
                before = place;
            }
        }
    }

    @Override
    public long size() {
        return letters.countDocuments();
    }

    @Override
    public void failedAgain(ParkedEvent parked) {
        var failure = parked.failure();
        letters.updateOne(eq("_id", id(parked)), Updates.combine(Updates.set(CAUSE, failure.cause()), Updates.set("message",
                failure.message()), Updates.set("attempts", failure.attempts()), Updates.unset(CLAIMED_UNTIL)));
    }

    @Override
    public void remove(ParkedEvent parked) {
        letters.deleteOne(eq("_id", id(parked)));
    }

    @Override
    public void retire(String processor) {
        letters.deleteMany(eq(PROCESSOR, processor));
    }

    private static Bson inSequence(String processor, String sequence) {
        return and(eq(PROCESSOR, processor), eq(SEQUENCE, sequence));
    }

    private static String id(ParkedEvent parked) {
        return parked.processor() + "/" + parked.sequence() + "/" + parked.event().id();
    }

    private static Document write(ParkedEvent parked) {
        var event = parked.event();
        var place = event.place();
        return new Document("_id", id(parked)).append(PROCESSOR, parked.processor()).append(SEQUENCE, parked.sequence()).append("partition",
                parked.partition()).append("eventId", event.id()).append("type", event.type()).append("version", event.version()).append(
                        "recordedAt", event.time().toString()).append("aggregateType", event.aggregateType()).append("aggregate",
                                event.aggregate()).append("aggregateSequence", event.sequence()).append("owner", place.owner()).append(
                                        "log",
                                        place.log()).append("generation", place.generation()).append(POSITION, place.position()).append(
                                                "predecessor", place.predecessor()).append("metadata", new Binary(event.metadata())).append(
                                                        "payload", new Binary(event.payload())).append(CAUSE,
                                                                parked.failure().cause()).append("message",
                                                                        parked.failure().message()).append("attempts",
                                                                                parked.failure().attempts()).append("parkedAt",
                                                                                        Date.from(parked.parkedAt()));
    }

    private static ParkedEvent read(Document document) {
        var place = new LogPlace(document.getString("owner"), document.getString("log"), document.getInteger("generation"),
                document.getLong(POSITION), document.getLong("predecessor"));
        var event = new EventRecord(document.getString("eventId"), document.getString("type"), document.getString("version"),
                Instant.parse(document.getString("recordedAt")), document.getString("aggregateType"),
                document.getString("aggregate"), document.getLong("aggregateSequence"), place,
                document.get("metadata", Binary.class).getData(),
                document.get("payload", Binary.class).getData());
        var failure = new ParkedEvent.Failure(document.getString(CAUSE), document.getString("message"), document.getInteger("attempts"));
        return new ParkedEvent(document.getString(PROCESSOR), document.getString(SEQUENCE), document.getString("partition"), event, failure,
                document.getDate("parkedAt").toInstant());
    }
}
