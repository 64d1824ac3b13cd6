package io.tributary.platform.command;

import io.tributary.platform.identity.Role;
import io.tributary.platform.identity.TokenFolder;
import io.tributary.platform.parts.CannotStart;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Platform;
import io.tributary.platform.parts.Service;
import io.tributary.platform.parts.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(name = "up", description = "Starts everything and watches it until Ctrl-C or `down`.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final double MILLIS = 1000.0;
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|KEY|SECRET)");

    @Mixin private CommonOptions options = new CommonOptions();

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.") private boolean detach;

    @Option(names = "--fresh", description = "Delete the platform's data first.") private boolean fresh;

    @Option(names = "--topology", paramLabel = "NAME", converter = TopologyName.class, description = "private-schemas or separate-instances (default: ${DEFAULT-VALUE}).", defaultValue = "private-schemas") private Topology topology = Topology.PRIVATE_SCHEMAS;

    @Option(names = "--without", paramLabel = "SERVICE", split = ",", description = "Leave the service out, and print what it needs to be run elsewhere.") private List<String> without = new ArrayList<>();

    @Option(names = "--instances", paramLabel = "SERVICE=N", split = ",", description = "Run several instances of a service; the gateway shares the requests among them.") private Map<String, Integer> instances = new LinkedHashMap<>();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        requireKnownServices();
        Map<Service, Integer> several = instances();
        if (detach) {
            return new DetachedPlatform(options, out).start(arguments());
        }
        Console console = new Console(out);
        Instant begin = Instant.now();
        Layout layout = new Layout(CommonOptions.home(), options.dataDir(), options.portBase(), topology, new LinkedHashSet<>(without),
                false, several);
        try (Platform platform = Platform.start(layout, fresh, console, () -> {})) {
            console.say(String.format(Locale.ROOT, "Ready after %.1f s: http://localhost:%d%s",
                    Duration.between(begin, Instant.now()).toMillis() / MILLIS,
                    options.portBase(), without.contains(Service.GATEWAY.text()) ? " (gateway left out)" : ""));
            if (!without.contains(Service.GATEWAY.text())) {
                sayTokens(console, layout.tokens());
            }
            if (platform.startsSlowly()) {
                console.say(
                        "Start-up caches are missing for this build; ./tributary prepare makes them in about a minute and halves the start.");
            }
            for (Service service : Service.values()) {
                if (without.contains(service.text())) {
                    explain(console, service, platform.settings(service));
                }
            }
            platform.watch();
        }
        return 0;
    }

    private void sayTokens(Console console, TokenFolder tokens) {
        console.say("Calls need a token; " + tokens.folder() + " has one for each role, ./tributary token --role ROLE prints another:");
        console.say("  curl --oauth2-bearer \"$(cat " + tokens.file(Role.OPS) + ")\" http://localhost:" + options.portBase()
                + "/operations/processors");
    }

    private void explain(Console console, Service service, Map<String, String> settings) throws IOException {
        Path file = options.dataDir().resolve("run").resolve(service.text() + ".env");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file,
                settings.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue() + "\n").collect(Collectors.joining()));
        console.say(service.text() + " is left to you. It needs these settings, which also stand in " + file + ":");
        settings.forEach((name, value) -> console.say("  " + name + "=" + (SECRET.matcher(name).matches() ? "(in the file)" : value)));
    }

    private void requireKnownServices() {
        for (String name : without) {
            if (!Service.names().contains(name)) {
                throw new CannotStart(
                        "There is no service " + name + "; --without takes one of " + String.join(", ", Service.names()) + ".");
            }
        }
    }

    private Map<Service, Integer> instances() {
        Map<Service, Integer> several = new EnumMap<>(Service.class);
        instances.forEach((name, count) -> {
            Service service = Arrays.stream(Service.values()).filter(
                    it -> it != Service.GATEWAY && it.text().equals(name) && !without.contains(name)).findFirst().orElseThrow(
                            () -> new CannotStart("There cannot be several of " + name
                                    + "; --instances takes a service that is started here, and not the gateway, as in order-service=3."));
            if (count < 1 || count > Service.MOST_INSTANCES) {
                throw new CannotStart("There can be 1 to " + Service.MOST_INSTANCES + " instances of " + name + ", not " + count + ".");
            }
            several.put(service, count);
        });
        return several;
    }

    /** Those of the platform that is left running. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(
                List.of("up", "--data-dir", options.dataDir().toString(), "--port-base", "" + options.portBase(),
                        "--topology", topology.text()));
        if (fresh) {
            arguments.add("--fresh");
        }
        for (String name : Set.copyOf(without)) {
            arguments.addAll(List.of("--without", name));
        }
        instances.forEach((name, count) -> arguments.addAll(List.of("--instances", name + "=" + count)));
        return arguments;
    }

    /** Topologies as they are written on the command line. */
    static final class TopologyName implements ITypeConverter<Topology> {
        @Override
        public Topology convert(String text) {
            try {
                return Topology.named(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
