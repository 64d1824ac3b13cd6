package io.tributary.platform.command;

import java.util.List;

/** How the launcher's own virtual machine is run, here and by the script. */
final class LauncherFlags {
    private LauncherFlags() {}

    static List<String> own() {
        return List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dtributary.home=" + CommonOptions.home(),
                "-Dlogback.configurationFile=server-logback.xml");
    }
}
