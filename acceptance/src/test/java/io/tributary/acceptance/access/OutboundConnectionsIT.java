package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Nothing of the platform calls anywhere but the platform: no update check, no statistics, no name server. Nor do services that start. */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
@EnabledOnOs(OS.LINUX)
class OutboundConnectionsIT {
    private final Platform platform;

    OutboundConnectionsIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void the_platform_connects_to_itself_only_while_customers_shop() throws Exception {
        try (var watched = new WatchedConnections(platform)) {
            Shopper.at(platform);
            watched.assertNoneLedElsewhere();
        }
    }

    @Test
    void a_connection_to_elsewhere_would_be_seen() throws IOException {
        try (var elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var caller = new Socket(elsewhere.getInetAddress(), elsewhere.getLocalPort())) {
            assertThat(Connections.of(List.of(ProcessHandle.current()))).anyMatch(
                    connection -> connection.remote().getPort() == elsewhere.getLocalPort()
                            && connection.local().getPort() == caller.getLocalPort()
                            && !connection.isWithin(platform.portBase(), WatchedConnections.PORTS));
        }
    }
}
