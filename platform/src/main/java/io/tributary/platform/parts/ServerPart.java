package io.tributary.platform.parts;

import io.tributary.platform.startup.JavaProgram;
import io.tributary.platform.supervisor.Part;
import io.tributary.servers.files.LogTail;
import io.tributary.servers.kafka.KafkaAccess;
import io.tributary.servers.kafka.KafkaMain;
import io.tributary.servers.mongo.MongoMain;
import io.tributary.servers.process.ServerMain;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An embedded server that is a Java process. */
final class ServerPart implements Part {
    static final String KAFKA = "kafka";
    static final String MONGODB = "mongodb";
    /** Writing a start-up cache takes a while. */
    static final Duration RECORDING = Duration.ofMinutes(4);
    private static final int KAFKA_HEAP = 256;
    private static final int MONGODB_HEAP = 192;

    private final Layout layout;
    private final String name;
    private final Class<?> main;
    private final List<Integer> ports;
    private final int heapMegabytes;
    private final List<String> more;
    private @Nullable JavaProgram program;

    private ServerPart(Layout layout, String name, Class<?> main, List<Integer> ports, int heapMegabytes, List<String> more) {
        this.layout = layout;
        this.name = name;
        this.main = main;
        this.ports = ports;
        this.heapMegabytes = heapMegabytes;
        this.more = more;
    }

    static ServerPart kafka(Layout layout) {
        KafkaAccess access = layout.kafkaAccess();
        List<String> guard = new ArrayList<>(List.of(access.secrets().folder().toAbsolutePath().toString()));
        access.rights().forEach(rights -> guard.add(rights.text()));
        return new ServerPart(layout, KAFKA, KafkaMain.class, List.of(layout.kafkaPort(), layout.kafkaControllerPort()), KAFKA_HEAP, guard);
    }

    static ServerPart mongodb(Layout layout) {
        return new ServerPart(layout, MONGODB, MongoMain.class, List.of(layout.mongoPort()), MONGODB_HEAP, List.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return ports.getFirst();
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    /** No command waits for the broker: events are published when they are stored. */
    @Override
    public int niceness() {
        return name.equals(KAFKA) ? ServicePart.A_THIRD : 0;
    }

    @Override
    public Launch launch() throws Exception {
        JavaProgram prepared = program();
        program = prepared;
        List<String> arguments = new ArrayList<>(List.of(layout.folder(name).toAbsolutePath().toString()));
        ports.forEach(port -> arguments.add("" + port));
        arguments.addAll(more);
        return new Launch(
                prepared.command(heapMegabytes, layout.recording(), List.of("-Dlogback.configurationFile=server-logback.xml"), arguments),
                Map.of());
    }

    JavaProgram program() throws IOException, InterruptedException {
        return JavaProgram.ofClass(name, main, layout.programs());
    }

    @Override
    public Duration stopWithin() {
        return layout.recording() ? RECORDING : Part.super.stopWithin();
    }

    @Override
    public boolean isReady(Started started) {
        return LogTail.contains(started.log(), started.logOffset(), ServerMain.READY);
    }

    @Override
    public void stopped(Started started) {
        if (program != null) {
            program.ended();
        }
    }
}
