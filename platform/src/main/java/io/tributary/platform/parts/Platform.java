package io.tributary.platform.parts;

import io.tributary.platform.supervisor.Announcements;
import io.tributary.platform.supervisor.Part;
import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.platform.supervisor.Supervisor;
import io.tributary.servers.process.Ports;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform that runs: its servers and services as processes, watched by this one. */
public final class Platform implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(240);

    private final PlatformParts parts;
    private final Supervisor supervisor;
    private final FileLock lock;
    private final Runnable whenStopped;
    private final Thread stopOnExit;

    private Platform(PlatformParts parts, Supervisor supervisor, FileLock lock, Runnable whenStopped) {
        this.parts = parts;
        this.supervisor = supervisor;
        this.lock = lock;
        this.whenStopped = whenStopped;
        this.stopOnExit = new Thread(this::stop, "stop-platform");
        Runtime.getRuntime().addShutdownHook(stopOnExit);
    }

    /**
     * Returns when everything is ready. When it is stopped, by whatever, {@code whenStopped} runs last.
     *
     * @throws CannotStart if it already runs, a port is taken, or the data directory does not fit
     */
    public static Platform start(Layout layout, boolean fresh, Announcements announcements, Runnable whenStopped)
            throws IOException, InterruptedException {
        DataFolder data = new DataFolder(layout.data());
        data.ensureWritable();
        FileLock lock = data.run().lock().orElseThrow(() -> alreadyRunning(data));
        Platform platform;
        try {
            stopLeftovers(data);
            if (fresh) {
                data.deleteData();
            }
            data.keepTopology(layout.topology());
            platform = prepared(layout, data, lock, announcements, whenStopped);
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.acquiredBy().close();
            throw e;
        }
        try {
            platform.supervisor.start(START_LIMIT);
            return platform;
        } catch (InterruptedException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    public boolean startsSlowly() throws IOException, InterruptedException {
        return parts.startsSlowly();
    }

    public PlatformStatus status() {
        return supervisor.status();
    }

    /** What someone who runs the left-out service himself has to set. */
    public Map<String, String> settings(Service service) {
        return parts.settings(service);
    }

    /** Returns when the platform is told to stop. */
    public void watch() throws InterruptedException {
        supervisor.watch();
    }

    @Override
    public void close() throws IOException {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopOnExit);
        } catch (IllegalStateException e) {
            return; // the process ends, and with it the lock
        }
        lock.acquiredBy().close();
    }

    private void stop() {
        supervisor.stop();
        whenStopped.run();
    }

    private static Platform prepared(Layout layout, DataFolder data, FileLock lock, Announcements announcements, Runnable whenStopped) {
        PlatformParts parts = new PlatformParts(layout);
        List<Part> all = parts.all();
        all.forEach(Platform::requireFreePorts);
        Supervisor supervisor = new Supervisor(data.run(), layout.portBase(), layout.topology().text());
        all.forEach(part -> supervisor.add(part, layout.log(part.name()), announcements));
        parts.inReserve().forEach(part -> supervisor.addReserve(part, layout.log(part.name()), announcements));
        return new Platform(parts, supervisor, lock, whenStopped);
    }

    private static void requireFreePorts(Part part) {
        for (int port : part.ports()) {
            if (!Ports.isFree(port)) {
                throw new CannotStart("Port " + port + ", which " + part.name()
                        + " needs, is in use by another program; stop that, or move all ports with --port-base.");
            }
        }
    }

    private static void stopLeftovers(DataFolder data) throws IOException, InterruptedException {
        Optional<PlatformStatus> before = data.run().read();
        if (before.isPresent()) {
            Leftovers.stop(before.get());
        }
    }

    private static CannotStart alreadyRunning(DataFolder data) {
        try {
            String where = data.run().read().map(
                    status -> " as process " + status.pid() + " on http://localhost:" + status.portBase()).orElse("");
            return new CannotStart("A platform already runs on " + data.folder() + where + "; ./tributary down stops it.");
        } catch (IOException e) {
            return new CannotStart("A platform already runs on " + data.folder() + ".");
        }
    }
}
