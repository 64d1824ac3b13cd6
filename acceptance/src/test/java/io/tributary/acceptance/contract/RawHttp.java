package io.tributary.acceptance.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 byte by byte, as clients of Java refuse to write what is not allowed. One connection per request. */
final class RawHttp {
    private static final int TIMEOUT_MS = 60_000;
    private static final int HEX = 16;
    private static final String END = "\r\n";

    private RawHttp() {}

    /** @param headers in their order, names may repeat; characters up to 255 are bytes */
    record Request(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        byte[] head(int port) {
            var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1").append(END);
            head.append("Host: 127.0.0.1:").append(port).append(END).append("Connection: close").append(END);
            headers.forEach(header -> head.append(header.getKey()).append(": ").append(header.getValue()).append(END));
            if (body.length > 0) {
                head.append("Content-Length: ").append(body.length).append(END);
            }
            return head.append(END).toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** @param headers by names in lower case */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Answer send(int port, Request request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            write(socket, request, port);
            return read(socket.getInputStream().readAllBytes());
        }
    }

    /** A server may answer and close before it has read everything; what it said then still counts. */
    private static void write(Socket socket, Request request, int port) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(request.head(port));
        bytes.writeBytes(request.body());
        try {
            socket.getOutputStream().write(bytes.toByteArray());
        } catch (IOException _) {
            socket.shutdownOutput();
        }
    }

    private static Answer read(byte[] bytes) throws IOException {
        int end = endOfHead(bytes);
        List<String> lines = List.of(new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split(END));
        var headers = new TreeMap<String, List<String>>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(
                    line.substring(colon + 1).strip());
        }
        var rest = new ByteArrayInputStream(bytes, end + 2 * END.length(), bytes.length - end - 2 * END.length());
        boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
        return new Answer(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, chunked ? unchunked(rest) : rest.readAllBytes());
    }

    private static int endOfHead(byte[] bytes) throws IOException {
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(END + END);
        if (end < 0) {
            throw new IOException("no whole answer: " + bytes.length + " bytes");
        }
        return end;
    }

    private static byte[] unchunked(InputStream chunks) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(chunks); size > 0; size = size(chunks)) {
            body.write(chunks.readNBytes(size));
            chunks.readNBytes(END.length());
        }
        return body.toByteArray();
    }

    private static int size(InputStream chunks) throws IOException {
        var line = new StringBuilder();
        for (int next = chunks.read(); next != '\n'; next = chunks.read()) {
            if (next < 0) {
                throw new IOException("the answer breaks off in a chunk");
            }
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().strip(), HEX);
    }
}
