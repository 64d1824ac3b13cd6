package io.tributary.bench.live;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.eventstore.bench.http.KeptConnection;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Renames users at a steady rate and, after each answer, asks the dashboard with the answer's consistency token. */
public final class RenamingCaller implements Variant {
    static final int PER_SECOND = 200;
    private static final int THREADS = 32;
    private static final int USERS = 512;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;
    private final List<KeptConnection> users = new ArrayList<>();
    private final List<KeptConnection> views = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final AtomicLong names = new AtomicLong();
    private final HikariDataSource log = Database.pool(true);

    public RenamingCaller() throws IOException {
        for (int i = 0; i < THREADS; i++) {
            users.add(new KeptConnection(Integer.getInteger("bench.users.port", 0)));
            views.add(new KeptConnection(Integer.getInteger("bench.views.port", 0)));
        }
        for (int i = 0; i < USERS; i++) {
            var answer = users.getFirst().send("POST", "/users",
                    "{\"name\":\"Someone\",\"email\":\"" + UUID.randomUUID() + "@example.org\"}");
            require(CREATED, answer);
            ids.add(Objects.requireNonNull(answer.location()).substring("/users/".length()));
        }
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("median", load -> run(load, MEDIAN), "p99", load -> run(load, P99));
    }

    private Measurement run(Load load, double share) throws Exception {
        var seen = new ConcurrentHashMap<Long, Instant>();
        var measured = Pace.run(load, PER_SECOND, share, (thread, number) -> {
            var id = ids.get((int) (number % USERS));
            var name = "Someone " + names.incrementAndGet();
            var renamed = users.get(thread).send("PUT", "/users/" + id + "/name", "{\"name\":\"" + name + "\"}");
            require(NO_CONTENT, renamed);
            var token = Objects.requireNonNull(renamed.headers().get("consistency-token"), "no Consistency-Token");
            var answer = views.get(thread).send("GET", "/views/customers/" + id + "/dashboard", "", "Consistency-Token", token, "Prefer",
                    "wait=20");
            seen.put(ConsistencyToken.parse(token).events().getLast().position(), Instant.now());
            require(OK, answer);
            if (!"wait=20".equals(answer.headers().get("preference-applied"))) {
                throw new IllegalStateException("not visible within 20 s: " + answer);
            }
            return 0;
        });
        var millis = millisSinceRecorded(seen);
        return new Measurement(measured.events(), measured.seconds(), measured.cpuSeconds(), Pace.share(millis, share));
    }

    /** An event is recorded when its aggregate has decided, so shortly before its commit; one machine, one clock. */
    private double[] millisSinceRecorded(Map<Long, Instant> seen) throws SQLException {
        var millis = new double[seen.size()];
        try (var connection = log.getConnection();
                var statement = connection.prepareStatement("select position, recorded_at from event_log where position = any (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", seen.keySet().toArray()));
            try (var rows = statement.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    var recorded = rows.getObject(2, OffsetDateTime.class).toInstant();
                    millis[count++] = Duration.between(recorded, seen.get(rows.getLong(1))).toNanos() / 1e6;
                }
                if (count != millis.length) {
                    throw new IllegalStateException(millis.length + " renames were seen and " + count + " are stored");
                }
            }
        }
        return millis;
    }

    private static void require(int status, KeptConnection.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("answer " + answer + " instead of " + status);
        }
    }
}
