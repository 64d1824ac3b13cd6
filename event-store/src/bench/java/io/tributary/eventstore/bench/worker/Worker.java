package io.tributary.eventstore.bench.worker;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Main class of a worker: makes the variant named by its argument, then answers one line per request until its input ends. */
public final class Worker {
    /** What a line begins with that says how far a run has come, and is no answer. */
    static final String PROGRESS = "> ";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final PrintStream ANSWERS = System.out;

    private Worker() {}

    /** Tells the driver that what is measured begins now, or that it has just ended. */
    static void mark() {
        ANSWERS.println(PROGRESS);
    }

    /** @param prepare whether this asks for the preparation of a run instead of the run */
    record Request(String scenario, int callers, long millis, boolean prepare) {}

    public static void main(String[] args) throws Exception {
        System.setOut(System.err); // whatever else writes there must not be taken for an answer
        Variant variant = (Variant) Class.forName(args[0]).getDeclaredConstructor().newInstance();
        ANSWERS.println("ready");
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            ANSWERS.println(answer(variant, JSON.readValue(line, Request.class)));
        }
        System.exit(0); // threads of the engines may still run
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the boundary: the failure goes to the worker's log, the fact to the caller
    private static String answer(Variant variant, Request request) {
        try {
            Scenario scenario = variant.scenarios().get(request.scenario());
            if (scenario == null) {
                throw new IllegalArgumentException(variant + " has no scenario " + request.scenario());
            }
            if (request.prepare()) {
                scenario.prepare();
                return "{}";
            }
            return JSON.writeValueAsString(scenario.run(new Load(request.callers(), request.millis())));
        } catch (Exception e) {
            e.printStackTrace();
            return "! " + e;
        }
    }
}
