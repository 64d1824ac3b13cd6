package io.tributary.eventstore.bench.worker;

import io.tributary.servers.kafka.KafkaServer;
import io.tributary.servers.mongo.MongoServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** An embedded server that runs in Java, in a virtual machine of its own, so that its CPU time is its own. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final String address;

    private ServerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the server named by the first argument in the folder named by the second, and serves until its input ends. */
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]);
        switch (args[0]) {
            case "mongo" -> {
                try (var server = MongoServer.start(folder, 0)) {
                    serve(server.uri());
                }
            }
            case "kafka" -> {
                try (var server = KafkaServer.start(folder, 0)) {
                    serve("127.0.0.1:" + server.port());
                }
            }
            default -> throw new IllegalArgumentException("no server " + args[0]);
        }
    }

    private static void serve(String address) throws IOException {
        System.out.println("@" + address);
        while (System.in.read() >= 0) {
            // nothing is ever sent: the end of the input is the end of the parent
        }
    }

    public static ServerProcess start(String kind, Path folder) throws IOException {
        var command = new ArrayList<>(java());
        command.addAll(List.of("-cp", property("java.class.path"), ServerProcess.class.getName(), kind, folder.resolve(kind).toString()));
        var process = new ProcessBuilder(command).redirectError(folder.resolve(kind + ".log").toFile()).start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("@")) {
                return new ServerProcess(process, line.substring(1));
            }
        }
        throw new IllegalStateException("server " + kind + " did not start; see " + folder);
    }

    /** The virtual machine and flags of every process under measurement. */
    public static List<String> java() {
        var command = new ArrayList<>(List.of(Path.of(property("java.home"), "bin", "java").toString()));
        command.addAll(WorkerProcess.FLAGS);
        return command;
    }

    private static String property(String key) {
        return Objects.requireNonNull(System.getProperty(key), key);
    }

    public String address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
