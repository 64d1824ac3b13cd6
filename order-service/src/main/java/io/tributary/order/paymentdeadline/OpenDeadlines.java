package io.tributary.order.paymentdeadline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.tributary.api.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** The orders that wait for their payment and until when; shared by all instances, kept over restarts. */
@Component
class OpenDeadlines {
    private final MongoCollection<Document> deadlines;

    OpenDeadlines(MongoDatabase database) {
        this.deadlines = database.getCollection("payment_deadline");
        deadlines.createIndex(Indexes.ascending("due"));
    }

    void open(OrderId order, Instant due) {
        deadlines.replaceOne(eq("_id", order.text()), new Document("_id", order.text()).append("due", Date.from(due)),
                new ReplaceOptions().upsert(true));
    }

    void close(OrderId order) {
        deadlines.deleteOne(eq("_id", order.text()));
    }

    /**
     * Takes those that are due, the longest overdue first, but for those in hand, which others may take: they come due again at {@code until},
     * unless they are closed before. Of several instances that ask at once, one gets each.
     */
    List<OrderId> claim(Instant now, int limit, Instant until, Set<OrderId> inHand) {
        var late = due(now, limit).stream().filter(order -> !inHand.contains(order)).toList();
        if (late.isEmpty()) {
            return late;
        }
        var found = in("_id", late.stream().map(OrderId::text).toList());
        String claim = UUID.randomUUID().toString();
        deadlines.updateMany(and(found, lte("due", Date.from(now))), combine(set("due", Date.from(until)), set("claim", claim)));
        return orders(deadlines.find(and(found, eq("claim", claim))));
    }

    /** The longest overdue first. */
    List<OrderId> due(Instant now, int limit) {
        return orders(deadlines.find(lte("due", Date.from(now))).sort(Sorts.ascending("due")).limit(limit));
    }

    private static List<OrderId> orders(FindIterable<Document> found) {
        return found.map(deadline -> OrderId.of(deadline.getString("_id"))).into(new ArrayList<>());
    }
}
