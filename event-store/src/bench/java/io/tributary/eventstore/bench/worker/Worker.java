package io.tributary.eventstore.bench.worker;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Main class of a worker: makes the variant named by its argument, then answers one line per request until its input ends. */
public final class Worker {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Worker() {}

    /** @param prepare whether this asks for the preparation of a run instead of the run */
    record Request(String scenario, int callers, long millis, boolean prepare) {}

    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // whatever else writes there must not be taken for an answer
        Variant variant = (Variant) Class.forName(args[0]).getDeclaredConstructor().newInstance();
        answers.println("ready");
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(answer(variant, JSON.readValue(line, Request.class)));
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
