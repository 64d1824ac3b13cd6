package io.tributary.chassis.processing.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.tributary.chassis.processing.store.Instances;
import io.tributary.chassis.processing.store.ProcessorTokens;
import io.tributary.chassis.processing.store.TokenText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One document per segment, changed by reading it and replacing it if its version is still the same. Needs single-document atomicity and
 * no transactions. Claims lapse by this process's clock.
 */
public final class MongoTokens implements ProcessorTokens {
    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String HOLDER = "holder";
    private static final String CLAIMED_AT = "claimedAt";
    private final MongoCollection<Document> tokens;
    private final String holder;
    private final Duration claim;
    private final Clock clock;
    private final Instances instances;

    /** {@code holder} names this instance; no two running instances may share it. */
    public MongoTokens(MongoDatabase database, String holder, Duration claim, Clock clock) {
        this.tokens = database.getCollection("processor_token");
        this.holder = holder;
        this.claim = claim;
        this.clock = clock;
        this.instances = MongoInstances.in(database, holder, claim, clock);
        tokens.createIndex(Indexes.ascending(ID, VERSION), new IndexOptions().unique(true));
        tokens.createIndex(Indexes.ascending("processor"));
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount) {
        initializeTokenSegments(processor, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount, @Nullable TrackingToken token) {
        for (int segment = 0; segment < segmentCount; segment++) {
            initializeSegment(token, processor, segment);
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        var fresh = new Document(ID, id(processor, segment)).append("processor", processor).append("segment", segment).append(VERSION, 1L);
        putToken(fresh, token);
        try {
            tokens.insertOne(fresh);
        } catch (MongoWriteException e) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " exists already", e);
        }
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        replaceMine(processor, segment, document -> putToken(document, token).append(CLAIMED_AT, clock.millis()));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        var document = find(processor, segment);
        if (document == null || !claimable(document)
                || !replace(document, document.append(HOLDER, holder).append(CLAIMED_AT, clock.millis()))) {
            throw notHeld(processor, segment);
        }
        return token(document);
    }

    private static @Nullable TrackingToken token(Document document) {
        var type = document.getString("type");
        return type == null ? null : new TokenText(type, document.getString("token")).token();
    }

    @Override
    public void extendClaim(String processor, int segment) {
        replaceMine(processor, segment, document -> document.append(CLAIMED_AT, clock.millis()));
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        var document = find(processor, segment);
        if (document != null && holder.equals(document.getString(HOLDER))) {
            replace(document, document.append(HOLDER, null));
        }
    }

    @Override
    public void deleteToken(String processor, int segment) {
        var document = find(processor, segment);
        if (document == null || !holder.equals(document.getString(HOLDER))
                || tokens.deleteOne(sameVersion(document)).getDeletedCount() != 1) {
            throw notHeld(processor, segment);
        }
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processor) {
        return all(processor).stream().mapToInt(document -> document.getInteger("segment")).sorted().toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        var all = all(processor);
        var numbers = all.stream().mapToInt(document -> document.getInteger("segment")).sorted().toArray();
        return all.stream().filter(this::claimable).map(document -> document.getInteger("segment")).sorted().map(
                segment -> Segment.computeSegment(segment, numbers)).toList();
    }

    @Override
    public Map<Integer, SegmentState> segments(String processor) {
        var result = new TreeMap<Integer, SegmentState>();
        all(processor).forEach(document -> result.put(document.getInteger("segment"),
                new SegmentState(token(document), document.getString(HOLDER), seen(document))));
        return result;
    }

    private static @Nullable Instant seen(Document document) {
        var millis = document.getLong(CLAIMED_AT);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public Instances instances() {
        return instances;
    }

    @Override
    public void retire(String processor) {
        all(processor).forEach(document -> tokens.deleteOne(eq(ID, document.getString(ID))));
    }

    private List<Document> all(String processor) {
        return tokens.find(eq("processor", processor)).into(new ArrayList<>());
    }

    private @Nullable Document find(String processor, int segment) {
        return tokens.find(eq(ID, id(processor, segment))).first();
    }

    private boolean claimable(Document document) {
        var held = document.getString(HOLDER);
        return held == null || held.equals(holder) || document.getLong(CLAIMED_AT) < clock.millis() - claim.toMillis();
    }

    private void replaceMine(String processor, int segment, Consumer<Document> change) {
        var document = find(processor, segment);
        if (document == null || !holder.equals(document.getString(HOLDER))) {
            throw notHeld(processor, segment);
        }
        change.accept(document);
        if (!replace(document, document)) {
            throw notHeld(processor, segment);
        }
    }

    private boolean replace(Document read, Document changed) {
        var same = sameVersion(read);
        return tokens.replaceOne(same, changed.append(VERSION, read.getLong(VERSION) + 1)).getMatchedCount() == 1;
    }

    private static Bson sameVersion(Document read) {
        return and(eq(ID, read.getString(ID)), eq(VERSION, read.getLong(VERSION)));
    }

    private static Document putToken(Document document, @Nullable TrackingToken token) {
        var text = TokenText.of(token);
        return document.append("type", text == null ? null : text.type()).append("token", text == null ? null : text.json());
    }

    private static String id(String processor, int segment) {
        return processor + "#" + segment;
    }

    private UnableToClaimTokenException notHeld(String processor, int segment) {
        return new UnableToClaimTokenException("segment " + segment + " of " + processor + " is not held by " + holder);
    }
}
