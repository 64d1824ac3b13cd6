package io.tributary.acceptance.access;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which sockets processes hold, as Linux tells it in {@code /proc}. */
final class Connections {
    private static final Path PROC = Path.of("/proc");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;
    private static final int HEX = 16;
    private static final int BYTES_OF_A_WORD = 4;

    private Connections() {}

    /** One that names its other end; of a datagram socket, one that was connected, as resolvers do. */
    record Connection(String protocol, InetSocketAddress local, InetSocketAddress remote) {
        boolean isWithin(int firstPort, int ports) {
            return remote.getAddress().isLoopbackAddress() && (isAmong(local, firstPort, ports) || isAmong(remote, firstPort, ports));
        }

        private static boolean isAmong(InetSocketAddress end, int firstPort, int ports) {
            return end.getPort() >= firstPort && end.getPort() < firstPort + ports;
        }
    }

    static List<Connection> of(Collection<ProcessHandle> processes) throws IOException {
        var sockets = new HashSet<String>();
        for (ProcessHandle process : processes) {
            sockets.addAll(sockets(process.pid()));
        }
        var found = new ArrayList<Connection>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : Files.readAllLines(PROC.resolve("net").resolve(protocol)).stream().skip(1).toList()) {
                String[] fields = line.strip().split(" +");
                if (sockets.contains("socket:[" + fields[INODE] + "]")) {
                    found.add(new Connection(protocol, address(fields[LOCAL]), address(fields[REMOTE])));
                }
            }
        }
        return found.stream().filter(connection -> connection.remote().getPort() != 0).toList();
    }

    /** None of a process that is gone. */
    private static Set<String> sockets(long pid) {
        var sockets = new HashSet<String>();
        try (Stream<Path> files = Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            for (Path file : files.toList()) {
                sockets.add(target(file));
            }
        } catch (IOException _) {
            return sockets;
        }
        return sockets;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException _) {
            return "closed meanwhile";
        }
    }

    /** Words of four bytes, each in the order of the machine: {@code 0100007F:1F90} is 127.0.0.1:8080. */
    private static InetSocketAddress address(String hex) throws IOException {
        String[] parts = hex.split(":");
        byte[] bytes = new byte[parts[0].length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int word = i / BYTES_OF_A_WORD * BYTES_OF_A_WORD;
            int from = 2 * (word + BYTES_OF_A_WORD - 1 - i % BYTES_OF_A_WORD);
            bytes[i] = new BigInteger(parts[0].substring(from, from + 2), HEX).byteValue();
        }
        return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], HEX));
    }
}
