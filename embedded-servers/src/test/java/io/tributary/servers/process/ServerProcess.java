package io.tributary.servers.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An embedded server as a process that a test may kill. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static ServerProcess start(Class<?> main, String... arguments) throws IOException {
        Process process = java(main, arguments).start();
        BufferedReader output = process.inputReader();
        List<String> seen = new ArrayList<>();
        String line = output.readLine();
        while (line != null) {
            if (line.startsWith(ServerMain.READY)) {
                Thread.ofVirtual().start(() -> drain(process));
                return new ServerProcess(process, Integer.parseInt(line.substring(ServerMain.READY.length())));
            }
            seen.add(line);
            line = output.readLine();
        }
        throw new IOException("The server ended without being ready:\n" + String.join("\n", seen));
    }

    public static ProcessBuilder java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return; // it was killed
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
