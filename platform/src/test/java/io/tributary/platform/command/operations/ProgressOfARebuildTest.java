package io.tributary.platform.command.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProgressOfARebuildTest {
    private static JsonNode rebuild(String state, long processed, long total, long rate, String eta) {
        return JsonMapper.shared().readTree("""
                {"state":"%s","processed":%d,"total":%d,"eventsPerSecond":%d,"etaSeconds":%s}""".formatted(state, processed, total, rate,
                eta));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 2000, 0", "66, 2000, 0", "67, 2000, 1", "1000, 2000, 15", "1999, 2000, 29", "2000, 2000, 30",
            "2100, 2000, 30"})
    void the_bar_is_filled_as_far_as_it_is_done(long processed, long total, int filled) {
        assertThat(Progress.bar(rebuild("RUNNING", processed, total, 0, "null"))).startsWith(
                "[" + "#".repeat(filled) + ".".repeat(30 - filled) + "] ");
    }

    @Test
    void rate_and_time_left_are_told_while_it_runs_and_are_known() {
        assertThat(Progress.text(rebuild("RUNNING", 500, 2000, 1500, "1"))).isEqualTo("RUNNING    25 % 500 of 2,000, 1,500/s, 1 s left");
        assertThat(Progress.text(rebuild("RUNNING", 0, 0, 0, "null"))).isEqualTo("RUNNING     0 % 0 of 0");
        assertThat(Progress.text(rebuild("SWITCHED", 2000, 2000, 1500, "0"))).isEqualTo("SWITCHED  100 % 2,000 of 2,000, 1,500/s");
    }

    @Test
    void on_a_terminal_the_bar_moves_on_one_line_and_is_left_there() {
        var said = new StringWriter();
        var progress = new Progress(new PrintWriter(said, true), true);
        progress.show(rebuild("RUNNING", 0, 10, 0, "null"));
        progress.show(rebuild("RUNNING", 10, 10, 0, "null"));
        progress.end();
        assertThat(said.toString().split("\r\u001b\\[K", -1)).hasSize(3).startsWith("");
        assertThat(said.toString().lines()).filteredOn(line -> line.endsWith("RUNNING   100 % 10 of 10")).hasSize(1);
    }
}
