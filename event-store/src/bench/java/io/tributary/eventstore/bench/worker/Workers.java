package io.tributary.eventstore.bench.worker;

import io.tributary.servers.postgres.ServiceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The workers of a part, ended together. */
public final class Workers implements AutoCloseable {
    private final Path folder;
    private final List<WorkerProcess> workers = new ArrayList<>();

    /** @param folder for their logs */
    public Workers(Path folder) {
        this.folder = folder;
    }

    public WorkerProcess start(String name, Class<? extends Variant> variant, ServiceDatabase database) {
        return start(name, variant, Database.settings(database));
    }

    /** With one more setting. */
    public WorkerProcess start(String name, Class<? extends Variant> variant, ServiceDatabase database, String key, String value) {
        var settings = new HashMap<>(Database.settings(database));
        settings.put(key, value);
        return start(name, variant, settings);
    }

    public WorkerProcess start(String name, Class<? extends Variant> variant, Map<String, String> settings) {
        var worker = WorkerProcess.start(name, variant, settings, folder);
        workers.add(worker);
        return worker;
    }

    public List<WorkerProcess> all() {
        return workers;
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
    }
}
