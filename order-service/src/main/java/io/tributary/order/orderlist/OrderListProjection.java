package io.tributary.order.orderlist;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderQuery.ListOrders;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.json.DomainJson;
import io.tributary.chassis.processing.LiveGenerations;
import io.tributary.chassis.web.Cursor;
import io.tributary.chassis.web.Page;
import io.tributary.order.PositionedDocuments;
import io.tributary.order.customercopy.CustomerCopy;
import io.tributary.order.ordering.OrderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The list of orders: each document is the order as a single read shows it, with the fields that a list is searched and sorted by beside it. */
@Component
class OrderListProjection {
    static final String NAME = "order-list";
    static final String COLLECTION = "order_list";
    private static final Bson NEWEST_FIRST = Sorts.descending("placedAt", "_id.id");
    private final MongoCollection<Document> collection;
    private final LiveGenerations generations;
    private final CustomerCopy customers;
    private final JsonMapper json = DomainJson.tolerant();

    OrderListProjection(MongoDatabase database, LiveGenerations generations, CustomerCopy customers) {
        this.collection = database.getCollection(COLLECTION);
        this.generations = generations;
        this.customers = customers;
        PositionedDocuments.prepare(collection);
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending("_id.g", "customerId"), Indexes.descending("placedAt")));
    }

    @QueryHandler
    Page<OrderView> list(ListOrders query) {
        var wanted = new ArrayList<Bson>();
        if (query.customerId() != null) {
            wanted.add(eq("customerId", query.customerId().text()));
        }
        if (query.status() != null) {
            wanted.add(eq("status", query.status().name()));
        }
        var end = Cursor.parse(query.cursor(), 2);
        if (end != null) {
            wanted.add(behind(end));
        }
        var filter = wanted.isEmpty() ? empty() : and(wanted);
        return page(live().find(filter, NEWEST_FIRST, query.limit() + 1), query.limit());
    }

    private static Bson behind(Cursor end) {
        long placedAt = end.longAt(0);
        return or(lt("placedAt", placedAt), and(eq("placedAt", placedAt), lt("_id.id", end.uuidAt(1).toString())));
    }

    private Page<OrderView> page(List<Document> found, int limit) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(named(shown.stream().map(document -> orderIn(document, json)).toList()),
                found.size() > limit ? cursorAt(shown.getLast()) : null);
    }

    private List<OrderView> named(List<OrderView> orders) {
        var names = customers.names(orders.stream().map(OrderView::customerId).toList());
        return orders.stream().map(order -> order.withCustomerName(names.get(order.customerId()))).toList();
    }

    private static OrderView orderIn(Document document, JsonMapper json) {
        return json.readValue(document.get("order", Document.class).toJson(), OrderView.class);
    }

    private static @Nullable String cursorAt(Document last) {
        return Cursor.after(last.getLong("placedAt").toString(), last.get("_id", Document.class).getString("id")).text();
    }

    OptionalLong appliedUpTo(String orderId) {
        return live().find(orderId).map(found -> OptionalLong.of(found.getLong("position"))).orElseGet(OptionalLong::empty);
    }

    Rows generation(int generation) {
        return new Rows(new PositionedDocuments(collection, generation), json);
    }

    private PositionedDocuments live() {
        return new PositionedDocuments(collection, generations.of(NAME));
    }

    /** Writes one generation. */
    record Rows(PositionedDocuments documents, JsonMapper json) {
        @EventHandler
        void on(OrderPlaced event, EventPosition position) {
            documents.apply(position, document -> with(document, OrderView.of(event)));
        }

        @EventHandler
        void on(OrderConfirmed event, EventPosition position) {
            change(event, position);
        }

        @EventHandler
        void on(OrderShipped event, EventPosition position) {
            change(event, position);
        }

        @EventHandler
        void on(OrderCancelled event, EventPosition position) {
            change(event, position);
        }

        private void change(OrderEvent event, EventPosition position) {
            documents.apply(position, document -> with(document, orderIn(document, json).after(event)));
        }

        private Document with(Document document, OrderView order) {
            return document.append("customerId", order.customerId().text()).append("status", order.status().name()).append("placedAt",
                    nanosOf(order.placedAt())).append("order", Document.parse(json.writeValueAsString(order)));
        }

        private static long nanosOf(Instant time) {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        }
    }
}
