package io.tributary.order.customercopy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserStatus;
import io.tributary.chassis.processing.LiveGenerations;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.order.PositionedDocuments;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** What this service knows of customers, from its own copy and from nowhere else. */
@Component
public class CustomerCopy {
    /** The copy's name among this service's projections. */
    public static final String NAME = "customer-copy";
    static final String COLLECTION = "customer_copy";
    private static final long NEVER_SEEN = -1;
    private final MongoCollection<Document> collection;
    private final LiveGenerations generations;

    CustomerCopy(MongoDatabase database, LiveGenerations generations) {
        this.collection = database.getCollection(COLLECTION);
        this.generations = generations;
        PositionedDocuments.prepare(collection);
    }

    /**
     * Someone the copy has not heard of is not active.
     *
     * @throws ViewBeingFilled while the copy is filled in place: it cannot tell who is not there yet from who does not exist
     */
    public CustomerSeen seen(UserId customer) {
        return generations.find(NAME, generation -> generation(generation).find(customer.text())).map(
                found -> new CustomerSeen(customer, UserStatus.ACTIVE.name().equals(found.getString("status")),
                        found.getLong("position"))).orElseGet(() -> neverSeen(customer));
    }

    /** What is said of somebody the copy has not heard of. */
    public static CustomerSeen neverSeen(UserId customer) {
        return new CustomerSeen(customer, false, NEVER_SEEN);
    }

    public Optional<String> name(UserId customer) {
        return live().find(customer.text()).map(found -> found.getString("name"));
    }

    /** Names of those customers the copy knows. */
    public Map<UserId, String> names(Collection<UserId> customers) {
        var names = new HashMap<UserId, String>();
        for (Document found : live().find(customers.stream().map(UserId::text).distinct().toList())) {
            names.put(UserId.of(found.get("_id", Document.class).getString("id")), found.getString("name"));
        }
        return names;
    }

    OptionalLong appliedUpTo(String userId) {
        return live().find(userId).map(found -> OptionalLong.of(found.getLong("position"))).orElseGet(OptionalLong::empty);
    }

    PositionedDocuments generation(int generation) {
        return new PositionedDocuments(collection, generation);
    }

    private PositionedDocuments live() {
        return generation(generations.of(NAME));
    }
}
