package io.tributary.chassis.flow;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.mongo.MongoGenerations;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.mongo.MongoCommitLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;

/** The server has no transactions: a document counts the events that changed it, and takes none twice. */
record ParcelsInMongo(String uri, MongoClient client, MongoDatabase database) implements ParcelDatabase {
    private static final String COLLECTION = "parcel";

    ParcelsInMongo() {
        this(EmbeddedServers.mongo().uri(), "parcels" + UUID.randomUUID().toString().substring(0, 8));
    }

    ParcelsInMongo(String uri, String name) {
        this(uri, MongoClients.create(uri), name);
    }

    private ParcelsInMongo(String uri, MongoClient client, String name) {
        this(uri, client, client.getDatabase(name));
        ParcelDocuments.prepare(documents());
    }

    private MongoCollection<Document> documents() {
        return database.getCollection(COLLECTION);
    }

    private Stream<Document> documents(int generation) {
        return documents().find(eq("_id.g", generation)).into(new ArrayList<>()).stream();
    }

    @Override
    public CommitLog openLog() {
        return MongoCommitLog.open(database);
    }

    @Override
    public ConsumerStore instance(Duration claim) {
        return SharingSegmentsOnMongoIT.store(database, claim);
    }

    @Override
    public ParcelDocuments view(int generation) {
        return new ParcelDocuments(documents(), generation);
    }

    @Override
    public ProjectionDefinition definition(String publisher) {
        return new ProjectionDefinition(ParcelRows.NAME, EventSource.topics(publisher), List.of(COLLECTION), this::view,
                (_, key) -> view(live(database)).position(key));
    }

    private static int live(MongoDatabase database) {
        return new MongoGenerations(database).of(ParcelRows.NAME).live();
    }

    @Override
    public List<String> live() {
        return documents(live(database)).map(
                document -> "%s %s %s %d @%d".formatted(document.get("_id", Document.class).getString("id"), document.getString("label"),
                        document.getString("state"), document.getInteger("changes"), document.getLong("position"))).sorted().toList();
    }

    @Override
    public long changes() {
        return changes(live(database));
    }

    @Override
    public long changes(int generation) {
        return documents(generation).mapToLong(document -> document.getInteger("changes")).sum();
    }

    @Override
    public int rows(int generation) {
        return Math.toIntExact(documents(generation).count());
    }

    @Override
    public List<Integer> generations() {
        return documents().find().into(new ArrayList<>()).stream().map(
                document -> document.get("_id", Document.class).getInteger("g")).distinct().sorted().toList();
    }

    @Override
    public void drift(int parcel, UnaryOperator<String> label) {
        for (int generation : generations()) {
            documents(generation).filter(
                    document -> document.get("_id", Document.class).getString("id").equals(Parcels.parcel(parcel).text())).forEach(
                            document -> documents().replaceOne(eq("_id", document.get("_id")),
                                    document.append("label", label.apply(document.getString("label")))));
        }
    }

    @Override
    public List<String> address() {
        return List.of(uri, database.getName());
    }

    @Override
    public void close() {
        client.close();
    }
}
