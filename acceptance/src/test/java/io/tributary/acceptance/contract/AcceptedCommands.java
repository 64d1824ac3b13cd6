package io.tributary.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.contract.Contract.Operation;
import io.tributary.acceptance.contract.RawHttp.Answer;
import io.tributary.acceptance.contract.RawHttp.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What was accepted, and what holds of it from then on: its events are stored, and its key gets the same answer again. */
final class AcceptedCommands {
    private static final Pattern VERSION = Pattern.compile("\"(\\d+)\"");
    private static final int ERROR = 300;
    private static final int ASKED_AGAIN = 200;
    private final List<Accepted> all = new ArrayList<>();

    private record Accepted(Operation operation, Request request, Answer answer) {
        boolean hasKey() {
            return request.headers().stream().anyMatch(header -> header.getKey().equals("Idempotency-Key"));
        }

        /** Of a creation, what was created: {@code /orders/<id>}, {@code /payments/<id>/refunds/<id>}. */
        String aggregate() {
            String path = answer.header("location").isEmpty() ? request.target() : answer.header("location");
            return path.split("[/?]")[2];
        }

        List<String> told() {
            return List.of(Integer.toString(answer.status()), answer.text(), answer.header("etag"), answer.header("location"),
                    answer.header("consistency-token"));
        }
    }

    void note(Operation operation, Request request, Answer answer) {
        if (answer.status() < ERROR && (request.method().equals("POST") || request.method().equals("PUT"))) {
            all.add(new Accepted(operation, request, answer));
        }
    }

    /** Those with a key, as far as {@code ASKED_AGAIN} goes. */
    void areAnsweredAsFirst(Listeners listeners) throws IOException {
        var keyed = all.stream().filter(Accepted::hasKey).limit(ASKED_AGAIN).toList();
        assertThat(keyed).hasSizeGreaterThan(5);
        for (Accepted first : keyed) {
            var again = new Accepted(first.operation(), first.request(), listeners.send(first.operation(), first.request()));
            assertThat(again.told()).as("%s again", first.operation()).isEqualTo(first.told());
        }
    }

    /** {@code lengths}: how many events each aggregate has; an answer told how many there were then. */
    void areStored(Map<String, Long> lengths) {
        var versioned = all.stream().filter(accepted -> VERSION.matcher(accepted.answer().header("etag")).matches()).toList();
        assertThat(versioned).hasSizeGreaterThan(5);
        assertThat(versioned).allSatisfy(accepted -> assertThat(lengths.getOrDefault(accepted.aggregate(), 0L)).as("%s, answered %s",
                accepted.operation(), accepted.told()).isGreaterThanOrEqualTo(version(accepted.answer())));
    }

    private static long version(Answer answer) {
        var version = VERSION.matcher(answer.header("etag"));
        assertThat(version.matches()).isTrue();
        return Long.parseLong(version.group(1));
    }
}
