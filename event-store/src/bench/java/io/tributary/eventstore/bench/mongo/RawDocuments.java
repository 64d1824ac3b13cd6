package io.tributary.eventstore.bench.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.append.HotAccounts;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.append.RawInserts;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.Binary;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** One {@code insertOne} per event: the document of our engine with its keys, and nothing else; and a bare {@code find} with parsing. */
public final class RawDocuments implements Variant {
    private static final int BATCH = 1000;
    private final MongoCollection<Document> commits = Documents.database().getCollection("commit_log");
    private final MongoCollection<Document> scanned = Documents.database().getCollection("scanned");
    private final AtomicLong number = new AtomicLong();
    private final HotAccounts hot = new HotAccounts();
    private final AtomicLongArray sequences = new AtomicLongArray(HotAccounts.COUNT);
    private final byte[] opened = json(new Account.Opened(HotAccounts.id(0), HotAccounts.name(0), HotAccounts.email(0)));
    private final byte[] renamed = json(new Account.Renamed(HotAccounts.id(0), HotAccounts.name(0)));
    private final ObjectReader reader = JsonMapper.shared().readerFor(Account.Opened.class);

    public RawDocuments() {
        commits.createIndex(new Document("k", 1), new IndexOptions().unique(true));
    }

    private static byte[] json(Object event) {
        return Json.serializer().serialize(event, byte[].class).getData();
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", this::create, "update", this::update, "scan", new Scenario() {
            @Override
            public void prepare() {
                fill();
            }

            @Override
            public Measurement run(Load load) throws Exception {
                return ClosedLoop.once(RawDocuments.this::scan);
            }
        });
    }

    private Measurement create(Load load) throws Exception {
        return ClosedLoop.run(load, _ -> insert(UUID.randomUUID().toString(), 0, Account.Opened.class, opened), commits::countDocuments);
    }

    private Measurement update(Load load) throws Exception {
        return ClosedLoop.run(load, caller -> {
            int account = hot.next(caller, load.callers());
            return insert(HotAccounts.id(account), HotAccounts.EVENTS + sequences.getAndIncrement(account), Account.Renamed.class, renamed);
        }, commits::countDocuments);
    }

    private int insert(String aggregate, long sequence, Class<?> type, byte[] payload) {
        commits.insertOne(document(number.incrementAndGet(), aggregate, sequence, type, payload));
        return 1;
    }

    private static Document document(long number, String aggregate, long sequence, Class<?> type, byte[] payload) {
        long micros = System.currentTimeMillis() * 1000;
        var event = new Document("i", RawInserts.id()).append("a", aggregate).append("s", sequence).append("y", "Account").append("t",
                type.getName()).append("v", 0).append("r", micros).append("d", payload).append("m", RawInserts.METADATA);
        return new Document("_id", number).append("p", number - 1).append("n", 1).append("t", micros).append("c", RawInserts.id()).append(
                "k", List.of(aggregate + "#" + sequence)).append("e", List.of(event));
    }

    private void fill() {
        for (long n = scanned.countDocuments(); n < MongoPart.SCANNED; n += BATCH) {
            scanned.insertMany(LongStream.range(n, n + BATCH).mapToObj(
                    i -> document(i + 1, UUID.randomUUID().toString(), 0, Account.Opened.class, opened)).toList());
        }
    }

    private long scan() {
        long seen = 0;
        for (var commit : scanned.find().batchSize(BATCH)) {
            for (var event : commit.getList("e", Document.class)) {
                Account.Opened parsed = reader.readValue(event.get("d", Binary.class).getData());
                seen += parsed.email().isEmpty() ? 0 : 1;
            }
        }
        if (seen != MongoPart.SCANNED) {
            throw new IllegalStateException(seen + " events read, not " + MongoPart.SCANNED);
        }
        return seen;
    }
}
