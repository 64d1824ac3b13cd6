package io.tributary.eventstore.bench.worker;

import io.tributary.eventstore.bench.worker.Worker.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A worker as its driver sees it; every worker gets the same virtual machine and flags. */
public final class WorkerProcess implements AutoCloseable {
    /** Heap of fixed size and a collector that takes no core of its own: two cores are shared with the database. */
    public static final List<String> FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Ddisable-axoniq-console-message=true",
            "-Daxoniq.usage.disabled=true", "--enable-native-access=ALL-UNNAMED");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final Writer requests;

    private WorkerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a worker with the settings as system properties; its own output goes to a file in the folder. */
    public static WorkerProcess start(String name, Class<? extends Variant> variant, Map<String, String> settings, Path folder) {
        var command = new ArrayList<>(ServerProcess.java());
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", property("java.class.path"), Worker.class.getName(), variant.getName()));
        Path log = folder.resolve(name.replaceAll("[^a-zA-Z0-9]+", "-") + ".log");
        try {
            var process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            var worker = new WorkerProcess(name, process, log);
            worker.expect("ready");
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException("worker " + name + " did not start", e);
        }
    }

    private static String property(String key) {
        return Objects.requireNonNull(System.getProperty(key), key);
    }

    public String name() {
        return name;
    }

    /** Untimed. */
    public void prepare(String scenario) {
        ask(new Request(scenario, 0, 0, true), () -> {});
    }

    /** {@code onMark} is run when what is measured begins, and when it ends: before anything is counted or checked. */
    public Measurement run(String scenario, int callers, long millis, Runnable onMark) {
        return JSON.readValue(ask(new Request(scenario, callers, millis, false), onMark), Measurement.class);
    }

    private String ask(Request request, Runnable onMark) {
        try {
            requests.write(JSON.writeValueAsString(request) + "\n");
            requests.flush();
            String answer = answers.readLine();
            while (Worker.PROGRESS.equals(answer)) {
                onMark.run();
                answer = answers.readLine();
            }
            if (answer == null || answer.startsWith("!")) {
                throw new IllegalStateException("worker " + name + ", scenario " + request.scenario() + ": " + answer + "; see " + log);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("worker " + name + " does not answer; see " + log, e);
        }
    }

    private void expect(String line) throws IOException {
        String answer = answers.readLine();
        if (!line.equals(answer)) {
            throw new IllegalStateException("worker " + name + " said " + answer + " instead of " + line + "; see " + log);
        }
    }

    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
