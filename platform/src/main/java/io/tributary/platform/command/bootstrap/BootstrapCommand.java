package io.tributary.platform.command.bootstrap;

import io.tributary.platform.command.CommonOptions;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Service;
import io.tributary.platform.parts.Topology;
import io.tributary.servers.files.Secrets;
import io.tributary.servers.kafka.AccessScript;
import io.tributary.servers.postgres.RoleScript;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "bootstrap", description = "Prints what the administrator of servers of your own has to run; passwords are made in the data directory.", mixinStandardHelpOptions = true)
public final class BootstrapCommand implements Callable<Integer> {
    @Mixin private CommonOptions options = new CommonOptions();

    @Option(names = "--print", required = true, paramLabel = "SERVER", description = "${COMPLETION-CANDIDATES}: SQL for psql, a shell script of Kafka's tools, or a script for mongosh.") private Server server = Server.POSTGRESQL;

    @Option(names = "--service", paramLabel = "SERVICE", split = ",", description = "Only these, on PostgreSQL: a server of its own needs one.") private List<String> services = new ArrayList<>();

    @Spec private CommandSpec spec = CommandSpec.create();

    enum Server {
        POSTGRESQL, KAFKA, MONGODB
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Layout layout = new Layout(CommonOptions.home(), options.dataDir(), options.portBase(), Topology.SEPARATE_INSTANCES, Set.of(),
                false);
        Secrets secrets = new Secrets(layout.data().resolve("secrets"));
        switch (server) {
            case POSTGRESQL -> {
                out.print(RoleScript.ofServer());
                Service.onPostgres().stream().map(Service::text).filter(name -> services.isEmpty() || services.contains(name)).forEach(
                        name -> out.print("\n" + RoleScript.ofService(name) + RoleScript.passwords(name, secrets)));
            }
            case KAFKA -> {
                out.println("# KAFKA: the brokers, host:port; ADMIN: a file of client settings of an administrator.");
                out.println("SECRETS='" + layout.kafkaAccess().credentials() + "'");
                AccessScript.lines(layout.kafkaAccess().rights()).forEach(out::println);
            }
            case MONGODB -> out.print(MongoUserScript.of(Service.ORDER.text(), secrets));
        }
        out.flush();
        return 0;
    }
}
