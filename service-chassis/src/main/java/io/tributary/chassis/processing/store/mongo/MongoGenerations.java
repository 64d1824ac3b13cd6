package io.tributary.chassis.processing.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.store.Generations;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * The collection {@code projection}: one pointer document per view, whose {@code live} every query of the view reads. One of an earlier build
 * counts no switches.
 */
public final class MongoGenerations implements Generations {
    private static final String ID = "_id";
    private static final String SWITCHES = "switches";
    private static final int DELETE_CHUNK = 500;
    private final MongoDatabase database;
    private final MongoCollection<Document> projections;

    public MongoGenerations(MongoDatabase database) {
        this.database = database;
        this.projections = database.getCollection("projection");
    }

    @Override
    public State of(String projection) {
        var found = projections.find(eq(ID, projection)).first();
        if (found == null) {
            insertFirst(projection);
            return of(projection);
        }
        return new State(found.getInteger("live"), found.getInteger("previous"), found.getInteger("building"), found.getInteger("newest"),
                found.getInteger(SWITCHES, 0));
    }

    private void insertFirst(String projection) {
        try {
            projections.insertOne(document(projection, State.FIRST));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public boolean change(String projection, State from, State to) {
        var switches = eq(SWITCHES, from.switches());
        var same = and(eq(ID, projection), eq("live", from.live()), eq("previous", from.previous()), eq("building", from.building()),
                eq("newest", from.newest()), from.switches() == 0 ? or(switches, exists(SWITCHES, false)) : switches);
        return projections.replaceOne(same, document(projection, to)).getMatchedCount() == 1;
    }

    @Override
    public void deleteUnfed(List<String> tables, State state) {
        for (String table : tables) {
            var collection = database.getCollection(table);
            var dead = new ArrayList<Object>();
            for (var document : collection.find().projection(new Document(ID, 1))) {
                if (document.get(ID) instanceof Document key && isDead(key.getInteger("g"), state)) {
                    dead.add(key);
                }
            }
            for (int i = 0; i < dead.size(); i += DELETE_CHUNK) {
                collection.deleteMany(in(ID, dead.subList(i, Math.min(i + DELETE_CHUNK, dead.size()))));
            }
        }
    }

    private static boolean isDead(int generation, State state) {
        return generation <= state.newest() && !state.fed().contains(generation);
    }

    private static Document document(String projection, State state) {
        return new Document(ID, projection).append("live", state.live()).append("previous", state.previous()).append("building",
                state.building()).append("newest", state.newest()).append(SWITCHES, state.switches());
    }
}
