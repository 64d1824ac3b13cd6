package io.tributary.platform.isolation;

import io.tributary.platform.identity.TokenFolder;
import io.tributary.platform.supervisor.ProcessStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for what others could see without asking a server: password files, logs, command lines, ports open to the network. */
final class PlainSight {
    private static final String MACHINE = "others on this machine";
    private static final String PASSWORDS = "all passwords";
    private static final int CONNECT_MILLIS = 500;

    private final Path data;
    private final List<ProcessStatus> processes;
    private final List<Finding> findings = new ArrayList<>();

    PlainSight(Path data, List<ProcessStatus> processes) {
        this.data = data;
        this.processes = processes;
    }

    List<Finding> findings() throws IOException {
        List<String> secrets = new ArrayList<>();
        for (Path file : secretFiles()) {
            secrets.add(Files.readString(file).strip());
            boolean own = PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")
                    && PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())).endsWith("------");
            note(MACHINE, PASSWORDS, "read their files", own, "for the owner only", file.toString());
        }
        for (Path log : files(data.resolve("logs"), ".log")) {
            note(MACHINE, PASSWORDS, "read them in logs", !contains(log, secrets), "none in them", log.toString());
        }
        for (ProcessStatus process : processes) {
            String line = process.process().flatMap(handle -> handle.info().commandLine()).orElse("");
            note(MACHINE, PASSWORDS, "read them in command lines", secrets.stream().noneMatch(line::contains), "none in them",
                    process.name());
            tryFromOutside(process);
        }
        return findings;
    }

    private void tryFromOutside(ProcessStatus process) throws IOException {
        for (String address : addresses()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, process.port()), CONNECT_MILLIS);
                findings.add(Finding.allowed("the network", process.name(), "connect to its port"));
            } catch (IOException e) {
                findings.add(Finding.refused("the network", process.name(), "connect to its port", "listens on loopback only"));
            }
        }
    }

    private static List<String> addresses() throws IOException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).filter(
                address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).map(address -> address.getHostAddress()).toList();
    }

    private void note(String who, String whose, String what, boolean refused, String because, String where) {
        findings.add(refused
                ? Finding.refused(who, whose, what, because)
                : new Finding(who, whose, what, 1, Finding.Outcome.ALLOWED, where));
    }

    private List<Path> secretFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("secrets", TokenFolder.NAME)) {
            found.addAll(files(data.resolve(folder), ""));
        }
        try (Stream<Path> servers = Files.list(data)) {
            for (Path server : servers.filter(folder -> folder.getFileName().toString().startsWith("postgresql")).toList()) {
                found.addAll(files(server.resolve("secrets"), ""));
            }
        }
        return found;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> file.getFileName().toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static boolean contains(Path log, List<String> secrets) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            return lines.lines().anyMatch(line -> secrets.stream().anyMatch(line::contains));
        }
    }
}
