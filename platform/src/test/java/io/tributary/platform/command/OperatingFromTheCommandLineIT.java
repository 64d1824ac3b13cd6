package io.tributary.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.platform.parts.DataFolder;
import io.tributary.platform.supervisor.PlatformStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands send to a gateway, say, and exit with, whatever it answers. */
class OperatingFromTheCommandLineIT {
    private static final String REBUILD = """
            {"id":"projections:7","projection":"order-details","state":"%s","processed":%d,"total":2000,"eventsPerSecond":500,
             "etaSeconds":2,"differenceCount":0,"differences":[],"error":null}""";
    private static final String PARKED = """
            {"items":[{"service":"order-service","cause":"IllegalStateException at Rows.write:12","sequenceCount":1,"sequences":[
              {"id":"order-service:order-list@1~4","processor":"order-list@1","sequence":"4","message":"does not fit","attempts":2,
               "parkedAt":"2026-01-02T03:04:05Z",
               "events":[{"id":"e","type":"order.order-placed","version":"1","owner":"order","position":17}]}]}],
             "unreachable":[%s]}""";

    @TempDir private Path folder;
    private final StringWriter said = new StringWriter();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer gateway;

    OperatingFromTheCommandLineIT() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void run() throws IOException {
        gateway.createContext("/", this::answer);
        gateway.start();
        var run = new DataFolder(folder).run();
        run.lock().orElseThrow().acquiredBy().close();
        var self = ProcessHandle.current();
        run.write(new PlatformStatus(self.pid(), self.info().startInstant().orElseThrow(), gateway.getAddress().getPort(),
                "private-schemas", true, List.of()));
    }

    @AfterEach
    void end() {
        gateway.stop(0);
    }

    /** An answer is its status, a space and its body. */
    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = call.getRequestHeaders().getFirst("Authorization");
        asked.add(call.getRequestMethod() + " " + call.getRequestURI() + (body.isEmpty() ? "" : " " + body)
                + (token == null ? "" : " " + token));
        String answer = answers.remove();
        byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Test
    void a_replay_is_watched_to_its_end_with_a_line_for_each_state() {
        answers.addAll(List.of("202 " + REBUILD.formatted("RUNNING", 0), "200 " + REBUILD.formatted("RUNNING", 1000),
                "200 " + REBUILD.formatted("COMPARING", 2000), "200 " + REBUILD.formatted("SWITCHED", 2000)));
        assertThat(tributary("replay", "order-details", "--watch", "--events-per-second", "500")).isZero();
        assertThat(asked).first().asString().startsWith("POST /operations/projections/order-details/rebuilds {").contains(
                "\"mode\":\"blue-green\"", "\"eventsPerSecond\":500");
        assertThat(asked).hasSize(4).last().isEqualTo("GET /operations/rebuilds/projections%3A7");
        assertThat(said.toString().lines()).containsExactly("RUNNING     0 % 0 of 2,000, 500/s, 2 s left",
                "COMPARING 100 % 2,000 of 2,000, 500/s", "SWITCHED  100 % 2,000 of 2,000, 500/s");
    }

    @Test
    void a_replay_that_fails_says_which_rows_differ() {
        answers.addAll(List.of("202 " + REBUILD.formatted("RUNNING", 0),
                "200 " + REBUILD.formatted("FAILED", 2000).replace("\"differences\":[]",
                        "\"differences\":[{\"table\":\"t\",\"key\":\"{\\\"id\\\": 4}\",\"live\":\"a\",\"rebuilt\":null}]").replace(
                                "\"differenceCount\":0", "\"differenceCount\":3").replace("\"error\":null",
                                        "\"error\":\"3 rows differ\"")));
        assertThat(tributary("replay", "order-details", "--watch")).isEqualTo(1);
        assertThat(said.toString()).contains("t {\"id\": 4}", "live    a", "rebuilt (no row)", "... and 2 more", "error: 3 rows differ");
    }

    @Test
    void without_watching_a_replay_is_only_begun() {
        answers.add("202 " + REBUILD.formatted("RUNNING", 0));
        assertThat(tributary("replay", "ledger", "--mode", "in-place", "--output", "json")).isZero();
        assertThat(said.toString().strip()).startsWith("{\"id\":\"projections:7\"").hasLineCount(1);
        assertThat(asked).hasSize(1).first().asString().contains("\"mode\":\"in-place\"");
    }

    @Test
    void the_replay_that_is_under_way_is_cancelled() {
        String list = "200 {\"items\":[%s,%s],\"unreachable\":[]}".formatted(REBUILD.formatted("SWITCHED", 2000).replace(":7", ":6"),
                REBUILD.formatted("RUNNING", 5));
        answers.addAll(List.of(list, "200 " + REBUILD.formatted("CANCELLED", 5)));
        assertThat(tributary("replay", "order-details", "--cancel")).isZero();
        assertThat(asked).containsExactly("GET /operations/rebuilds", "POST /operations/rebuilds/projections%3A7/cancellation {}");
        assertThat(said.toString().strip()).isEqualTo("Rebuild projections:7 of order-details is cancelled.");
    }

    @Test
    void a_replay_that_ended_or_is_not_known_cannot_be_cancelled() {
        answers.add("200 {\"items\":[%s],\"unreachable\":[\"order-service\"]}".formatted(REBUILD.formatted("SWITCHED", 2000)));
        assertThat(tributary("replay", "order-details", "--cancel")).isEqualTo(1);
        assertThat(said.toString().lines()).containsExactly("order-service does not answer.",
                "No rebuild of order-details is under way.");
        answers.addAll(List.of("200 {\"items\":[%s],\"unreachable\":[]}".formatted(REBUILD.formatted("COMPARING", 2000)),
                "409 {\"type\":\"/problems/rebuild-ended\",\"detail\":\"rebuild 7 has ended\"}"));
        assertThat(tributary("replay", "order-details", "--cancel")).isEqualTo(1);
        assertThat(said.toString()).contains("409 rebuild-ended: rebuild 7 has ended");
    }

    @Test
    void a_refusal_is_said_in_one_line() {
        answers.add("409 {\"type\":\"/problems/rebuild-running\",\"detail\":\"a rebuild of ledger is under way\"}");
        assertThat(tributary("replay", "ledger")).isEqualTo(1);
        assertThat(said.toString().strip()).isEqualTo("409 rebuild-running: a rebuild of ledger is under way");
    }

    @Test
    void an_audit_succeeds_if_nothing_differs_or_was_put_right() {
        String compared = REBUILD.formatted("COMPARED", 2000);
        answers.addAll(List.of("202 " + compared, "202 " + compared.replace("\"differenceCount\":0", "\"differenceCount\":2"),
                "202 " + compared.replace("\"differenceCount\":0", "\"differenceCount\":2"), "202 " + compared));
        assertThat(tributary("audit", "ledger")).isZero();
        assertThat(tributary("audit", "ledger")).isEqualTo(1);
        assertThat(tributary("audit", "ledger", "--repair-all")).isZero();
        assertThat(tributary("audit", "ledger", "--repair", "4")).isZero();
        assertThat(tributary("audit", "ledger", "--repair", "4", "--repair-all")).isEqualTo(2);
        assertThat(asked).containsExactly("POST /operations/projections/ledger/audit {}",
                "POST /operations/projections/ledger/audit {}", "POST /operations/projections/ledger/audit {\"repair\":\"all\"}",
                "POST /operations/projections/ledger/audit {\"repair\":\"4\"}");
    }

    @Test
    void without_a_name_each_view_is_audited_and_one_that_differs_or_cannot_be_compared_is_no_success() {
        String compared = "202 " + REBUILD.formatted("COMPARED", 2000);
        answers.addAll(List.of(processors("ledger@1", "WhenOrderPlaced", "order-list@1", "ledger@2", "payer-copy@1"), compared,
                "409 {\"type\":\"/problems/rebuild-running\",\"detail\":\"one is under way\"}",
                compared.replace("\"differenceCount\":0", "\"differenceCount\":2")));
        assertThat(tributary("audit")).isEqualTo(1);
        assertThat(asked).containsExactly("GET /operations/processors", "POST /operations/projections/ledger/audit {}",
                "POST /operations/projections/order-list/audit {}", "POST /operations/projections/payer-copy/audit {}");
        assertThat(said.toString()).contains("ledger: no row differs", "order-list: not compared: 409 rebuild-running: one is under way",
                "payer-copy: 2 rows differ");
        answers.addAll(List.of(processors("ledger@1"), compared.replace("\"differenceCount\":0", "\"differenceCount\":2")));
        assertThat(tributary("audit", "--repair-all")).isZero();
        assertThat(asked).last().isEqualTo("POST /operations/projections/ledger/audit {\"repair\":\"all\"}");
        answers.addAll(List.of(processors("ledger@1").replace("[]", "[\"order-service\"]"), compared));
        assertThat(tributary("audit")).isEqualTo(1);
        assertThat(said.toString()).contains("order-service does not answer: its views are not compared.");
        assertThat(tributary("audit", "--repair", "4")).isEqualTo(2);
    }

    private static String processors(String... names) {
        return "200 {\"items\":[%s],\"unreachable\":[]}".formatted(Stream.of(names).map("{\"processor\":\"%s\"}"::formatted).collect(
                Collectors.joining(",")));
    }

    @Test
    void parked_events_are_listed_by_cause_and_a_list_that_misses_a_service_is_no_success() {
        answers.addAll(List.of("200 " + PARKED.formatted(""), "200 " + PARKED.formatted("\"payment-service\"")));
        assertThat(tributary("dead-letters")).isZero();
        assertThat(said.toString()).contains("order-service: IllegalStateException at Rows.write:12, 1 sequences",
                "order-service:order-list@1~4: 1 events, since 2026-01-02T03:04:05Z, tried 2 times: does not fit",
                "order.order-placed version 1 at order position 17");
        assertThat(tributary("dead-letters", "list")).isEqualTo(1);
        assertThat(said.toString()).contains("payment-service does not answer.");
    }

    @Test
    void parked_events_are_listed_page_by_page_to_the_last() {
        answers.addAll(List.of("200 {\"items\":[],\"unreachable\":[],\"next\":\"order-service:a,projections:b\"}",
                "200 " + PARKED.formatted("")));
        assertThat(tributary("dead-letters")).isZero();
        assertThat(asked).last().isEqualTo("GET /operations/dead-letters?cursor=order-service%3Aa%2Cprojections%3Ab");
        assertThat(said.toString()).contains("order-service:order-list@1~4: 1 events");
    }

    @Test
    void parked_events_are_retried_one_by_cause_or_all_and_discarded_for_a_reason() {
        answers.addAll(List.of("200 {\"id\":\"s:p@1~4\",\"handled\":1,\"remaining\":1,\"error\":\"again\"}",
                "200 {\"items\":[{\"id\":\"s:p@1~4\",\"handled\":2,\"remaining\":0,\"error\":null}],\"unreachable\":[]}",
                "200 {\"items\":[],\"unreachable\":[]}", "200 {\"id\":\"s:p@1~4\",\"handled\":1,\"remaining\":0,\"error\":null}"));
        assertThat(tributary("dead-letters", "retry", "s:p@1~4")).isEqualTo(1);
        assertThat(tributary("dead-letters", "retry", "--cause", "X at Y:1")).isZero();
        assertThat(tributary("dead-letters", "retry", "--all")).isZero();
        assertThat(tributary("dead-letters", "discard", "s:p@1~4", "--reason", "never shipped")).isZero();
        assertThat(tributary("dead-letters", "discard", "s:p@1~4")).isEqualTo(2);
        assertThat(tributary("dead-letters", "retry")).isEqualTo(2);
        assertThat(asked).containsExactly("POST /operations/dead-letters/s%3Ap%401%7E4/retry {}",
                "POST /operations/dead-letters/retry {\"cause\":\"X at Y:1\"}", "POST /operations/dead-letters/retry {}",
                "DELETE /operations/dead-letters/s%3Ap%401%7E4?reason=never%20shipped&all=false");
        assertThat(said.toString()).contains("s:p@1~4: 1 handled, 1 left: again", "s:p@1~4: 2 handled, 0 left", "Nothing to retry.");
    }

    @Test
    void a_token_is_sent_along() {
        answers.addAll(List.of("200 {\"live\":1,\"previous\":2}", "401 {\"type\":\"/problems/unauthenticated\",\"detail\":\"no\"}"));
        assertThat(tributary("rollback", "ledger", "--token", "abc")).isZero();
        assertThat(asked).containsExactly("POST /operations/projections/ledger/rollback {} Bearer abc");
        assertThat(tributary("rollback", "ledger", "--token", "old")).isEqualTo(1);
        assertThat(said.toString()).contains("401 unauthenticated: no");
    }

    @Test
    void without_a_platform_nothing_is_asked() {
        assertThat(Tributary.run(writer(), writer(), "audit", "ledger", "--data-dir", folder.resolve("none").toString())).isEqualTo(3);
        assertThat(said.toString()).contains("Nothing runs on " + folder.resolve("none"));
    }

    private int tributary(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", folder.toString()));
        return Tributary.run(writer(), writer(), all.toArray(String[]::new));
    }

    private PrintWriter writer() {
        return new PrintWriter(said, true);
    }
}
