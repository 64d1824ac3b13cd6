package io.tributary.acceptance.topologies;

import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.parts.DataFolder;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Topology;
import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.platform.supervisor.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a running platform takes of the machine. Memory is PSS: what processes share is counted once. */
final class Footprint {
    private static final String POSTGRESQL = "postgresql";
    private static final Set<String> EMBEDDED = Set.of("mongodb", "kafka");
    private static final double KILOBYTES = 1024;

    private final Platform platform;
    private final PlatformStatus status;

    private Footprint(Platform platform, PlatformStatus status) {
        this.platform = platform;
        this.status = status;
    }

    /** Figures by name, in the order in which they are shown. */
    static Map<String, Double> of(Platform platform) throws IOException, InterruptedException, SQLException {
        var footprint = new Footprint(platform, new DataFolder(platform.dataDir()).run().read().orElseThrow());
        Map<String, Double> figures = new LinkedHashMap<>();
        double postgres = footprint.memory(footprint.servers());
        double embedded = footprint.memory(footprint.status.processes().stream().filter(part -> EMBEDDED.contains(part.name())).toList());
        double services = footprint.memory(footprint.status.processes().stream().filter(footprint::isService).toList());
        double launcher = pss(footprint.status.supervisor().orElseThrow());
        figures.put("memory of PostgreSQL, MB", postgres);
        figures.put("memory of MongoDB-compatible server and Kafka (JVMs), MB", embedded);
        figures.put("memory of services and gateway (JVMs), MB", services);
        figures.put("memory of the launcher (JVM), MB", launcher);
        figures.put("memory of all, MB", postgres + embedded + services + launcher);
        figures.put("PostgreSQL servers", (double) footprint.servers().size());
        figures.put("processes of PostgreSQL", (double) footprint.servers().stream().flatMap(Footprint::tree).count());
        figures.put("processes of all", 1.0 + footprint.status.processes().stream().flatMap(Footprint::tree).count());
        figures.put("connections to PostgreSQL", (double) footprint.connections());
        figures.put("disk of PostgreSQL, MB", footprint.disk(footprint.servers().stream().map(ProcessStatus::name).toList()));
        figures.put("disk of the data directory, MB", footprint.disk(List.of(".")));
        return figures;
    }

    private List<ProcessStatus> servers() {
        return status.processes().stream().filter(part -> part.name().startsWith(POSTGRESQL)).toList();
    }

    private boolean isService(ProcessStatus part) {
        return !part.name().startsWith(POSTGRESQL) && !EMBEDDED.contains(part.name());
    }

    private double memory(List<ProcessStatus> parts) {
        return parts.stream().flatMap(Footprint::tree).mapToDouble(Footprint::pss).sum();
    }

    private static Stream<ProcessHandle> tree(ProcessStatus part) {
        ProcessHandle process = part.process().orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static double pss(ProcessHandle process) {
        Path rollup = Path.of("/proc/" + process.pid() + "/smaps_rollup");
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:")).mapToLong(
                    line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / KILOBYTES;
        } catch (IOException e) {
            return 0; // a server process that has just ended
        }
    }

    /** Those of clients, without the one that asks. */
    private long connections() throws SQLException {
        var layout = new Layout(Path.of(".."), platform.dataDir(), platform.portBase(), Topology.named(status.topology()), Set.of(), false);
        long all = 0;
        for (ProcessStatus server : servers()) {
            try (Connection administrator = layout.roles(server.name()).administrator();
                    Statement sql = administrator.createStatement();
                    var row = sql.executeQuery("select count(*) from pg_stat_activity where backend_type = 'client backend'"
                            + " and pid <> pg_backend_pid()")) {
                row.next();
                all += row.getLong(1);
            }
        }
        return all;
    }

    private double disk(List<String> folders) throws IOException, InterruptedException {
        double all = 0;
        for (String folder : folders) {
            var du = new ProcessBuilder("du", "-sk", folder).directory(platform.dataDir().toFile()).start();
            all += Long.parseLong(new String(du.getInputStream().readAllBytes()).split("\\s")[0]) / KILOBYTES;
            du.waitFor();
        }
        return all;
    }
}
