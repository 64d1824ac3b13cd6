package io.tributary.eventstore.bench.http;

import io.tributary.eventstore.bench.append.HotAccounts;
import io.tributary.eventstore.bench.http.KeptConnection.Answer;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Calls the application at the port of the settings, each caller on a connection of its own; counts what it did in its database. */
public final class HttpCaller implements Variant {
    private static final int NO_CONTENT = 204;
    private static final int CREATED = 201;
    private static final int REGISTERING = 16;
    private final int port = Integer.getInteger("bench.http.port", 0);
    private final DataSource database = Database.pool(true);
    private final List<KeptConnection> connections = new ArrayList<>();
    private final String[] users = new String[HotAccounts.COUNT];
    private final HotAccounts hot = new HotAccounts();
    private final AtomicLong names = new AtomicLong();

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", this::create, "update", new Scenario() {
            @Override
            public void prepare() throws Exception {
                register();
            }

            @Override
            public Measurement run(Load load) throws Exception {
                return update(load);
            }
        });
    }

    private Measurement create(Load load) throws Exception {
        connect(load.callers());
        return ClosedLoop.run(load, caller -> {
            create(connections.get(caller));
            return 1;
        }, () -> count("bench.http.created"));
    }

    private Measurement update(Load load) throws Exception {
        connect(load.callers());
        return ClosedLoop.run(load, caller -> {
            var user = users[hot.next(caller, load.callers())];
            var body = "{\"name\":\"" + HotAccounts.name(names.incrementAndGet()) + "\"}";
            require(NO_CONTENT, connections.get(caller).send("PUT", user + "/name", body));
            return 1;
        }, () -> count("bench.http.updated"));
    }

    private void register() throws Exception {
        if (users[0] != null) {
            return;
        }
        connect(REGISTERING);
        try (var pool = Executors.newFixedThreadPool(REGISTERING)) {
            var shares = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < REGISTERING; i++) {
                int share = i;
                shares.add(() -> {
                    for (int user = share; user < users.length; user += REGISTERING) {
                        users[user] = create(connections.get(share));
                    }
                    return true;
                });
            }
            for (var share : pool.invokeAll(shares)) {
                share.get();
            }
        }
    }

    private static String create(KeptConnection connection) throws IOException {
        var body = "{\"name\":\"" + HotAccounts.name(0) + "\",\"email\":\"" + UUID.randomUUID() + "@example.org\"}";
        var answer = connection.send("POST", "/users", body);
        require(CREATED, answer);
        return Objects.requireNonNull(answer.location(), "no Location in the answer to POST /users");
    }

    private static void require(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("answer " + answer + " instead of " + status);
        }
    }

    /** Anew for each run: while the others are measured the server gives up connections that nobody uses. */
    private void connect(int callers) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        connections.clear();
        while (connections.size() < callers) {
            connections.add(new KeptConnection(port));
        }
    }

    private long count(String query) throws Exception {
        return Database.number(database, Objects.requireNonNull(System.getProperty(query), query));
    }
}
