package io.tributary.eventstore.bench.http;

import io.tributary.eventstore.bench.worker.ServerProcess;
import io.tributary.servers.postgres.ServiceDatabase;
import io.tributary.servers.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Spring Boot application in a virtual machine of its own. */
public final class ApplicationProcess implements AutoCloseable {
    private static final int START_SECONDS = 90;
    private final Process process;
    private final int port;

    private ApplicationProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Builds user-service, if that has not been done, so that starting it later takes no more than starting it. */
    public static void buildUserService() throws IOException, InterruptedException {
        UserServiceJar.path();
    }

    /** user-service as it is shipped. */
    public static ApplicationProcess userService(ServiceDatabase database, List<String> settings, Path log) throws Exception {
        var all = new ArrayList<>(List.of("--tributary.email-claim-key=a-key-for-the-benchmark-of-32-bytes"));
        all.addAll(settings);
        return start(List.of("-jar", UserServiceJar.path().toString()), database, all, log);
    }

    /** @param program what follows the flags of the virtual machine: a jar, or a class path and a main class */
    public static ApplicationProcess start(List<String> program, ServiceDatabase database, List<String> settings, Path log)
            throws Exception {
        int port = Ports.free();
        var command = new ArrayList<>(ServerProcess.java());
        command.addAll(program);
        command.addAll(
                List.of("--server.port=" + port, "--server.tomcat.max-keep-alive-requests=-1", "--spring.threads.virtual.enabled=true",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(), "--spring.datasource.password=" + database.password()));
        command.addAll(settings);
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var application = new ApplicationProcess(process, port);
        application.awaitReady(log);
        return application;
    }

    private void awaitReady(Path log) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isReady()) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("the application did not start; see " + log);
            }
        }
    }

    private boolean isReady() {
        try (var connection = new KeptConnection(port)) {
            return connection.send("GET", "/actuator/health", "").status() < 500;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
