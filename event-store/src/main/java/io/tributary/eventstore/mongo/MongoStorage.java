package io.tributary.eventstore.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import io.tributary.eventstore.CommitLogException.Unavailable;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.NewCommit.StreamKey;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.RememberedAnswer;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.StoredSnapshot;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.DenseSearch;
import io.tributary.eventstore.storage.Holdings;
import io.tributary.eventstore.storage.NumberedCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bson.Document;

/** Commits as documents, found by number and by key, never by range. */
final class MongoStorage implements CommitStorage {
    private static final int KEYS_PER_LOOKUP = 500;
    private static final int FIRST_AGGREGATE_PAGE = 32;

    private final MongoCollection<Document> commits;
    private final SnapshotDocuments snapshots;
    private final TurnDocument turn;
    private final UUID identity;
    private final CommitPositions positions = new CommitPositions();
    private final ReadingPace pace = new ReadingPace();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Whether to look for turns of others; who stores nothing keeps nobody waiting. */
    private volatile boolean storing;

    MongoStorage(MongoDatabase given) {
        var database = given.withReadPreference(ReadPreference.primary()).withReadConcern(ReadConcern.MAJORITY).withWriteConcern(
                WriteConcern.MAJORITY.withJournal(true));
        commits = database.getCollection("commit_log");
        identity = answered(() -> LogIdentity.of(database.getCollection("log_identity")));
        snapshots = answered(() -> new SnapshotDocuments(database.getCollection("snapshot")));
        turn = new TurnDocument(database.getCollection("writer_turn"));
        answered(() -> commits.createIndex(new Document(CommitDocuments.KEYS, 1), new IndexOptions().unique(true)));
    }

    @Override
    public UUID identity() {
        return identity;
    }

    @Override
    public void insert(List<NumberedCommit> batch) {
        storing = true;
        var documents = batch.stream().map(CommitDocuments::of).toList();
        answered(() -> commits.insertMany(documents, new InsertManyOptions().ordered(true)));
        positions.remember(batch.getLast().entry());
    }

    @Override
    public List<CommitEntry> commits(Collection<Long> numbers) {
        var found = byNumber(numbers, CommitDocuments.WITHOUT_EVENTS).stream().map(CommitDocuments::entry).toList();
        found.forEach(positions::remember); // whoever asks for a commit wants its events next
        return found;
    }

    private List<Document> byNumber(Collection<Long> numbers, Document projection) {
        var found = answered(() -> commits.find(in(CommitDocuments.NUMBER, numbers)).projection(projection).into(new ArrayList<>()));
        found.sort(Comparator.comparingLong(CommitDocuments::number));
        return found;
    }

    private Collection<Document> byKey(List<String> keys, Document projection) {
        var found = new TreeMap<Long, Document>();
        for (int from = 0; from < keys.size(); from += KEYS_PER_LOOKUP) {
            var chunk = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_LOOKUP));
            answered(() -> commits.find(in(CommitDocuments.KEYS, chunk)).projection(projection).into(new ArrayList<>())).forEach(
                    document -> found.put(CommitDocuments.number(document), document));
        }
        return found.values();
    }

    @Override
    public Holdings holdings(List<NewCommit> tried) {
        var keys = tried.stream().flatMap(commit -> CommitDocuments.keys(commit).stream()).toList();
        var placements = new HashMap<UUID, Placement>();
        var answers = new HashMap<String, RememberedAnswer>();
        var holders = new HashMap<StreamKey, UUID>();
        for (var document : byKey(keys, CommitDocuments.WITHOUT_EVENTS)) {
            placements.put(CommitDocuments.commitId(document), CommitDocuments.placement(document));
            CommitDocuments.streamKeys(document).forEach(key -> holders.put(key, CommitDocuments.commitId(document)));
            if (CommitDocuments.hasAnswer(document)) {
                var answer = CommitDocuments.answer(document);
                answers.put(answer.keyHash(), answer);
            }
        }
        return new Holdings(placements, answers, holders, Map.of());
    }

    @Override
    public List<StoredEvent> events(long from, long to) {
        var events = new ArrayList<StoredEvent>();
        while (events.isEmpty()) {
            var first = positions.commitAt(from, this);
            var documents = byNumber(LongStream.range(first, first + pace.commitsFor(to - from)).boxed().toList(), new Document());
            if (documents.isEmpty()) {
                break;
            }
            var read = upToDamage(documents);
            read.stream().filter(stored -> stored.position() >= from && stored.position() < to).forEach(events::add);
            pace.observed(documents.size(), read.size(), read.stream().mapToLong(stored -> stored.event().size()).sum());
        }
        return events;
    }

    /** The events of the documents up to one that cannot be read, which is an error only if it is the first. */
    private List<StoredEvent> upToDamage(List<Document> documents) {
        var events = new ArrayList<StoredEvent>();
        for (var document : documents) {
            try {
                events.addAll(CommitDocuments.events(document));
                positions.remember(CommitDocuments.entry(document));
            } catch (Unreadable e) {
                if (events.isEmpty()) {
                    throw e;
                }
                break;
            }
        }
        return events;
    }

    @Override
    public List<StoredEvent> aggregate(String aggregateId, long sequence, int limit) {
        var events = new TreeMap<Long, StoredEvent>();
        long next = sequence;
        int page = Math.min(limit, FIRST_AGGREGATE_PAGE);
        while (next == sequence + events.size() && events.size() < limit) {
            var keys = LongStream.range(next, next + page).mapToObj(s -> CommitDocuments.streamKey(aggregateId, s)).toList();
            for (var document : byKey(keys, new Document())) {
                CommitDocuments.events(document).stream().filter(stored -> aggregateId.equals(stored.event().aggregateId())).filter(
                        stored -> stored.event().sequence() >= sequence).forEach(stored -> events.put(stored.event().sequence(), stored));
            }
            next += page;
            page = Math.min(KEYS_PER_LOOKUP, 2 * page); // each key costs a look into the index, whether it is there or not
        }
        return events.values().stream().limit(limit).toList();
    }

    @Override
    public OptionalLong lastSequence(String aggregateId) {
        return DenseSearch.last(-1, sequences -> {
            var keys = sequences.stream().map(sequence -> CommitDocuments.streamKey(aggregateId, sequence)).toList();
            return byKey(keys, CommitDocuments.WITHOUT_EVENTS).stream().flatMap(
                    document -> CommitDocuments.streamKeys(document).stream()).filter(
                            key -> key.aggregateId().equals(aggregateId)).mapToLong(StreamKey::sequence).max();
        });
    }

    @Override
    public Optional<RememberedAnswer> answer(String keyHash) {
        var key = eq(CommitDocuments.KEYS, CommitDocuments.idempotencyKey(keyHash));
        return Optional.ofNullable(answered(() -> commits.find(key).projection(CommitDocuments.WITHOUT_EVENTS).first())).map(
                CommitDocuments::answer);
    }

    @Override
    public Optional<StoredSnapshot> snapshot(String aggregateId) {
        return answered(() -> snapshots.find(aggregateId));
    }

    @Override
    public void storeSnapshot(StoredSnapshot snapshot) {
        answered(() -> snapshots.store(snapshot));
    }

    /** Nothing is announced: waits for the limit. */
    @Override
    public void awaitChange(LongSupplier knownCommit, Duration limit) throws InterruptedException {
        if (!closed.await(limit.toNanos(), TimeUnit.NANOSECONDS) && storing) {
            storing = false;
            answered(turn::look);
        }
    }

    @Override
    public void askForTurn(Duration length) {
        answered(() -> turn.ask(length));
    }

    @Override
    public Duration turnOfAnother() {
        return turn.ofAnother();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private static void answered(Runnable call) {
        answered(() -> {
            call.run();
            return true;
        });
    }

    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw new Unavailable("MongoDB did not answer: " + e.getMessage(), e);
        }
    }
}
