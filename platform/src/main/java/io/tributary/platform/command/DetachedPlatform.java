package io.tributary.platform.command;

import io.tributary.platform.parts.CannotStart;
import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.servers.process.OwnSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a platform that stays when this command ends; what it says on the way is shown here and kept in its log. */
final class DetachedPlatform {
    private static final int POLL_MILLIS = 100;

    private final CommonOptions options;
    private final PrintWriter out;
    private final Path log;
    private long shown;

    DetachedPlatform(CommonOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        this.log = options.dataDir().resolve("platform.log");
    }

    int start(List<String> arguments) throws IOException, InterruptedException {
        try {
            Files.createDirectories(options.dataDir());
            shown = Files.exists(log) ? Files.size(log) : 0;
            Process platform = new ProcessBuilder(command(arguments)).redirectErrorStream(true).redirectOutput(
                    ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            platform.getOutputStream().close();
            return await(platform);
        } catch (IOException e) {
            throw new CannotStart("The data directory " + options.dataDir() + " cannot be written to; choose another with --data-dir.");
        }
    }

    private int await(Process platform) throws IOException, InterruptedException {
        while (!platform.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            show();
            Optional<PlatformStatus> status = options.run().read();
            if (status.isPresent() && status.get().ready() && status.get().pid() == platform.pid()) {
                platform.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
                show();
                return 0;
            }
        }
        show();
        return Tributary.FAILED;
    }

    private void show() throws IOException {
        byte[] all = Files.readAllBytes(log);
        out.write(new String(all, (int) shown, (int) (all.length - shown), java.nio.charset.StandardCharsets.UTF_8));
        out.flush();
        shown = all.length;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ownFlags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tributary.class.getName()));
        command.addAll(arguments);
        return OwnSession.command(command);
    }

    /** How the launcher's own virtual machine is run, here and by the script. */
    private static List<String> ownFlags() {
        return List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dtributary.home=" + CommonOptions.home(),
                "-Dlogback.configurationFile=launcher-logback.xml");
    }
}
