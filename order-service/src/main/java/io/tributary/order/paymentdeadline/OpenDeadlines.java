package io.tributary.order.paymentdeadline;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

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

    /** The longest overdue first. */
    List<OrderId> due(Instant now, int limit) {
        return deadlines.find(lte("due", Date.from(now))).sort(Sorts.ascending("due")).limit(limit).map(
                deadline -> OrderId.of(deadline.getString("_id"))).into(new ArrayList<>());
    }
}
