package io.tributary.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Topology;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.Binary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a test of the whole has to see and no route shows: the provider's own books, its open calls, and both copies of customers. */
public final class OwnersData implements AutoCloseable {
    private static final int MONGO_PORT = 13;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Connection payments;
    private final Connection users;
    private final MongoClient mongo;
    private final MongoDatabase orders;

    public OwnersData(Platform platform) throws SQLException {
        var layout = new Layout(Path.of("..").toAbsolutePath().normalize(), platform.dataDir(), platform.portBase(),
                Topology.PRIVATE_SCHEMAS, Set.of(), false);
        payments = connection(layout, "payment-service");
        users = connection(layout, "user-service");
        mongo = MongoClients.create("mongodb://127.0.0.1:" + (platform.portBase() + MONGO_PORT));
        orders = mongo.getDatabase("order_service");
    }

    private static Connection connection(Layout layout, String service) throws SQLException {
        var login = Objects.requireNonNull(layout.logins().get(service)).runTime();
        return DriverManager.getConnection(login.url(), login.user(), login.password());
    }

    int openProviderCalls() {
        return Integer.parseInt(value("select count(*) from provider_call where state = 'OPEN'"));
    }

    /** Calls of that payment which the provider has not answered yet. */
    public int openProviderCalls(String payment) {
        return Integer.parseInt(value("select count(*) from provider_call where state = 'OPEN' and payment_id = ?::uuid", payment));
    }

    /** What the provider's books say of the money of that payment. */
    public String hold(String payment) {
        return value("select state from simulated_hold where hold in (select call_id from provider_call where payment_id = ?::uuid)",
                payment);
    }

    /** How many events each aggregate of each owner has; fails where a place in a log or in an aggregate is empty or taken twice. */
    public Map<String, Long> lengths() throws SQLException {
        var lengths = new HashMap<String, Long>();
        for (Connection owner : List.of(users, payments)) {
            var positions = new ArrayList<Long>();
            try (var query = owner.createStatement();
                    var rows = query.executeQuery("select position, aggregate_id, sequence from event_log order by position")) {
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                    add(lengths, rows.getString(2), rows.getLong(3));
                }
            }
            assertThat(positions).isEqualTo(LongStream.range(0, positions.size()).boxed().toList());
        }
        long position = 0;
        for (Document commit : orders.getCollection("commit_log").find().sort(new Document("_id", 1))) {
            assertThat(commit.getLong("p")).isEqualTo(position);
            for (Document event : commit.getList("e", Document.class)) {
                add(lengths, event.getString("a"), event.getLong("s"));
                position++;
            }
        }
        return lengths;
    }

    private static void add(Map<String, Long> lengths, String aggregate, long sequence) {
        assertThat(lengths.merge(aggregate, 1L, Long::sum)).as("events of %s", aggregate).isEqualTo(sequence + 1);
    }

    /** Sums of the provider's holds in that state, by currency. */
    Map<String, BigDecimal> atProvider(String state) {
        try (PreparedStatement query = payments.prepareStatement(
                "select currency, sum(amount) from simulated_hold where state = ? group by currency")) {
            query.setString(1, state);
            var sums = new HashMap<String, BigDecimal>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sums.put(rows.getString(1), rows.getBigDecimal(2));
                }
            }
            return sums;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String payerStatus(String customer) {
        return value("select status from payer_copy where generation = (select live from projection where name = 'payer-copy') and id = ?",
                customer);
    }

    /** Name and status. */
    String customerCopy(String customer) {
        int live = Objects.requireNonNull(
                orders.getCollection("projection").find(new Document("_id", "customer-copy")).first()).getInteger("live");
        Document copy = orders.getCollection("customer_copy").find(
                new Document("_id", new Document("g", live).append("id", customer))).first();
        return copy == null ? "none" : copy.getString("name") + " " + copy.getString("status");
    }

    /** How often order-service's log has an event in that version. */
    public long stored(String event, int version) {
        return orders.getCollection("commit_log").countDocuments(
                new Document("e", new Document("$elemMatch", new Document("t", event).append("v", version))));
    }

    /** By how much the latest order that waited for its payment in vain was cancelled after the deadline, by the log's own times. */
    public Duration latestTimeout(Duration deadline) {
        var placed = new HashMap<String, Instant>();
        var latest = Duration.ZERO;
        for (Document commit : orders.getCollection("commit_log").find().sort(new Document("_id", 1))) {
            for (Document event : commit.getList("e", Document.class)) {
                JsonNode fact = JSON.readTree(event.get("d", Binary.class).getData());
                String order = event.getString("a");
                if (event.getString("t").equals("order.order-placed")) {
                    placed.put(order, Instant.parse(fact.path("placedAt").asString()));
                } else if (fact.path("cancellationReason").asString("").equals("payment-timeout")) {
                    Instant due = placed.getOrDefault(order, Instant.MAX.minus(deadline)).plus(deadline);
                    var late = Duration.between(due, Instant.EPOCH.plus(event.getLong("r"), ChronoUnit.MICROS));
                    latest = late.compareTo(latest) > 0 ? late : latest;
                }
            }
        }
        return latest;
    }

    private String value(String sql, String... parameters) {
        try (PreparedStatement query = payments.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "none";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        mongo.close();
        payments.close();
        users.close();
    }
}
