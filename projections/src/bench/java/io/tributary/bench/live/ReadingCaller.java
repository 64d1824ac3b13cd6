package io.tributary.bench.live;

import io.tributary.bench.ShopTopics;
import io.tributary.eventstore.bench.http.KeptConnection;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads orders at a steady rate; if {@code bench.rebuild} is true, while the view is rebuilt, which is given up after each run. */
public final class ReadingCaller implements Variant {
    static final int PER_SECOND = 200;
    static final int REBUILT_PER_SECOND = 2000;
    private static final int THREADS = 32;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int MOST_LOOKS = 3000;
    private static final double P99 = 0.99;
    private final int port = Integer.getInteger("bench.views.port", 0);
    private final List<KeptConnection> readers = new ArrayList<>();
    private @Nullable String rebuild;

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("p99", scenario(false), "rebuild rate", scenario(true));
    }

    private Scenario scenario(boolean rateIsTheValue) {
        return new Scenario() {
            @Override
            public void prepare() throws Exception {
                begin();
            }

            @Override
            public Measurement run(Load load) throws Exception {
                begin(); // a warm-up is a run without preparation of its own
                connect();
                double before = processed();
                var measured = Pace.run(load, PER_SECOND, P99, ReadingCaller.this::read);
                double rate = (processed() - before) / measured.seconds();
                end();
                return rateIsTheValue ? new Measurement(measured.events(), measured.seconds(), measured.cpuSeconds(), rate) : measured;
            }
        };
    }

    /** A server closes what was not used for a while, as between two runs. */
    private void connect() throws IOException {
        for (var reader : readers) {
            reader.close();
        }
        readers.clear();
        for (int i = 0; i < THREADS; i++) {
            readers.add(new KeptConnection(port));
        }
    }

    private KeptConnection.Answer operate(String method, String path, String body) throws IOException {
        try (var connection = new KeptConnection(port)) {
            return connection.send(method, path, body);
        }
    }

    private double read(int thread, long number) throws IOException {
        var order = ShopTopics.order(number * 7919 % ShopTopics.ORDERS);
        long began = System.nanoTime();
        require(OK, readers.get(thread).send("GET", "/views/order-details/" + order.text(), ""));
        return (System.nanoTime() - began) / 1e6;
    }

    private void begin() throws IOException, InterruptedException {
        if (!Boolean.getBoolean("bench.rebuild") || rebuild != null) {
            return;
        }
        var begun = require(ACCEPTED,
                operate("POST", "/operations/projections/order-details/rebuilds", "{\"mode\":\"blue-green\",\"eventsPerSecond\":" + REBUILT_PER_SECOND + "}"));
        rebuild = Objects.requireNonNull(begun.location());
        for (int i = 0; processed() == 0; i++) {
            if (i > MOST_LOOKS) {
                throw new IllegalStateException("the rebuild does not begin: " + state());
            }
            Thread.sleep(20);
        }
    }

    private void end() throws IOException, InterruptedException {
        if (rebuild != null) {
            if (!state().path("state").asString().equals("RUNNING")) {
                throw new IllegalStateException("the rebuild ended too early: " + state());
            }
            require(OK, operate("POST", rebuild + "/cancellation", ""));
            rebuild = null;
            Thread.sleep(1500); // its processor stops and its rows are deleted within a second
        }
    }

    private double processed() throws IOException {
        return rebuild == null ? 0 : state().path("processed").asDouble();
    }

    private JsonNode state() throws IOException {
        return JsonMapper.shared().readTree(require(OK, operate("GET", Objects.requireNonNull(rebuild), "")).body());
    }

    private static KeptConnection.Answer require(int status, KeptConnection.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("answer " + answer + " instead of " + status);
        }
        return answer;
    }
}
