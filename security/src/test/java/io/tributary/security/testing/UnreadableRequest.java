package io.tributary.security.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A request that no handler can read, as bytes, and the problem it is answered with by every listener. */
public record UnreadableRequest(String line, List<String> headers, String body, int status, String slug) {
    private static final int TIMEOUT_MS = 20_000;
    private static final int TOO_LONG = 40_000;

    /**
     * All kinds there are.
     *
     * @param read path with a query that is read, such as {@code /users?ids=1}
     * @param write path that takes a body by POST
     */
    public static Stream<UnreadableRequest> all(String read, String write) {
        return Stream.of(targets(read, write), headers(read, write), bodies(write)).flatMap(kind -> kind);
    }

    private static Stream<UnreadableRequest> targets(String read, String write) {
        return Stream.concat(
                Stream.of(write + "/%zz", write + "/%", write + "/%0", write + "/%00", write + "/a%2fb", write + "/%2e%2e%2f",
                        write + "/;a=1",
                        write + "/{{", write + "/\\", read + "&x=%zz", read + "&x=%", read + "&x=%c3%28", read + "&x=%00",
                        read + "&%ff=1").map(target -> invalid("GET " + target + " HTTP/1.1")),
                Stream.of(of("GET " + read + "&x=" + "y".repeat(TOO_LONG) + " HTTP/1.1", 414, "uri-too-long"),
                        of("TRACE " + write + " HTTP/1.1", 405, "method-not-allowed"), invalid("NO-SUCH " + write + " HTTP/1.1"),
                        invalid("GET http://[x/ HTTP/1.1"), of("GET " + read + " HTTP/9.9", 505, "http-505")));
    }

    private static Stream<UnreadableRequest> headers(String read, String write) {
        String get = "GET " + read + " HTTP/1.1";
        String post = "POST " + write + " HTTP/1.1";
        return Stream.of(of(get, 431, "headers-too-large", "X-Long: " + "y".repeat(TOO_LONG)), invalid(get, "Bad Name: x"),
                invalid(get, "X-Control: a\u0001b"),
                invalid(get, "Accept: \u0085\u0099"), invalid(post, "Content-Length: many"),
                invalid(post, "Content-Length: -1"),
                new UnreadableRequest(post, List.of("Transfer-Encoding: nonsense"), "", 501, "not-implemented"),
                of(get, 417, "expectation-failed", "Expect: a-miracle"));
    }

    private static Stream<UnreadableRequest> bodies(String write) {
        return Stream.of("*/*", "application/*", "*", "json", ";;", "application/json; charset=no-such", "multipart/form-data",
                "multipart/form-data; boundary=", "multipart/mixed", "application/x-www-form-urlencoded", "text/plain").map(
                        type -> new UnreadableRequest("POST " + write + " HTTP/1.1", List.of("Content-Type: " + type), "a=%zz&b=%", 415,
                                "unsupported-media-type"));
    }

    private static UnreadableRequest invalid(String line, String... headers) {
        return of(line, 400, "invalid-request", headers);
    }

    private static UnreadableRequest of(String line, int status, String slug, String... headers) {
        return new UnreadableRequest(line, List.of(headers), "", status, slug);
    }

    /** Sends it and checks the answer. */
    public void isRefusedAt(int port) {
        String answer = answerOf(port);
        String shown = answer.substring(0, Math.min(1000, answer.length()));
        assertThat(answer).as("%s %s: %s", line.substring(0, Math.min(100, line.length())), headers, shown).startsWith(
                "HTTP/1.1 " + status).containsIgnoringCase("content-type: application/problem+json").contains(
                        "\"type\":\"/problems/" + slug + "\"", "\"status\":" + status, "\"title\":\"").doesNotContain("<html", "Exception",
                                "org.apache", "org.springframework", "io.tributary").doesNotContainIgnoringCase("\r\nETag:",
                                        "\r\nLocation:",
                                        "\r\nTributary-Lag-Ms:");
    }

    private String answerOf(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            var head = new StringBuilder(line).append("\r\nHost: localhost\r\nConnection: close\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            if (!body.isEmpty()) {
                head.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            socket.getOutputStream().write(head.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    @Override
    public String toString() {
        return line.substring(0, Math.min(60, line.length())) + " " + headers.stream().map(
                header -> header.substring(0, Math.min(60, header.length()))).toList();
    }
}
