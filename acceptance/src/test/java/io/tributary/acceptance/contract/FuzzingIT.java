package io.tributary.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.contract.Examples.Known;
import io.tributary.acceptance.contract.RawHttp.Request;
import io.tributary.acceptance.walk.OwnersData;
import io.tributary.acceptance.walk.ShopAtRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/**
 * Every call that a listener documents, with every field in forms it may not have; the same requests for the same {@code -Dfuzz.seed}. What was answered otherwise than documented stands in {@code target/fuzzing.txt}.
 */
@ResourceLock(value = RunningPlatform.SHARED)
@ExtendWith(RunningPlatform.class)
class FuzzingIT {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 500);
    private static final int MANY_REQUESTS = 20_000;
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_101L);
    /** One request in so many may be about a header that every request can have. */
    private static final int COMMON_ONES = 4;
    private static final int LEAST_MUTATIONS = 40;
    private static final Path REPORT = Path.of("target", "fuzzing.txt");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private final Platform platform;
    private final Listeners listeners;
    private final Http shop;
    private final Random random = new Random(SEED);
    private final AcceptedCommands accepted = new AcceptedCommands();

    FuzzingIT(Platform platform) {
        this.platform = platform;
        this.listeners = new Listeners(platform);
        this.shop = platform.gateway();
    }

    @Test
    void every_answer_is_a_documented_one_and_nothing_is_broken_afterwards() throws IOException, SQLException {
        fuzz(REQUESTS);
    }

    @Test
    @Tag("long")
    void every_answer_to_twenty_thousand_requests_is_a_documented_one() throws IOException, SQLException {
        fuzz(MANY_REQUESTS);
    }

    private void fuzz(int requests) throws IOException, SQLException {
        System.out.printf("Fuzzing: %d requests, -Dfuzz.seed=%d%n", requests, SEED);
        var examples = new Examples(listeners.known(), random);
        List<List<FuzzCase>> cases = listeners.operations().stream().map(operation -> FuzzCase.of(operation, examples)).toList();
        List<List<FuzzCase>> own = cases.stream().map(all -> all.stream().filter(FuzzCase::isOwn).toList()).toList();
        var statuses = new TreeMap<Integer, Integer>();
        var faults = new ArrayList<String>();
        for (int i = 0; i < requests; i++) {
            List<FuzzCase> ofOneCall = (random.nextInt(COMMON_ONES) == 0 ? cases : own).get(i % cases.size());
            FuzzCase fuzzed = ofOneCall.get(i < cases.size() ? 0 : random.nextInt(ofOneCall.size()));
            faults.addAll(faults(fuzzed, examples, statuses));
        }
        String summary = "%d cases of %d calls, %d requests, answers by status %s, %d faults".formatted(
                cases.stream().mapToInt(List::size).sum(), cases.size(), requests, statuses, faults.size());
        System.out.println("Fuzzing: " + summary);
        Files.write(REPORT, Stream.concat(Stream.of(summary), faults.stream()).toList());
        assertThat(faults).as(summary + ", -Dfuzz.seed=" + SEED).isEmpty();
        nothingIsBroken();
    }

    private void nothingIsBroken() throws IOException, SQLException {
        accepted.areAnsweredAsFirst(listeners);
        shop.await("/operations/rebuilds", LIMIT, answer -> cancelled(answer).isEmpty());
        assertThat(shop.get("/operations/dead-letters").json().path("items")).as("parked events").isEmpty();
        try (var data = new OwnersData(platform)) {
            var rest = new ShopAtRest(shop, data);
            rest.await(LIMIT);
            rest.balances();
            rest.equalsARebuild();
            accepted.areStored(data.lengths());
        }
    }

    /** Rebuilds that were asked for and have not ended; each is told to. */
    private List<String> cancelled(Answer rebuilds) {
        List<String> running = rebuilds.json().path("items").valueStream().filter(
                rebuild -> Set.of("RUNNING", "COMPARING").contains(rebuild.path("state").asString())).map(
                        rebuild -> rebuild.path("id").asString()).toList();
        running.forEach(id -> shop.post("/operations/rebuilds/" + id + "/cancellation", ""));
        return running;
    }

    @Test
    void every_field_of_every_call_has_at_least_forty_mutations_to_draw_from() {
        assertThat(listeners.operations()).allSatisfy(operation -> {
            var mutations = FuzzCase.of(operation,
                    new Examples(new Known(List.of("1"), List.of("1"), List.of("1")), random)).stream().filter(
                            FuzzCase::isMutated).collect(Collectors.groupingBy(FuzzCase::field, Collectors.counting()));
            assertThat(mutations.keySet()).contains("header Accept").containsAll(
                    operation.parameters().stream().map(parameter -> parameter.in() + " " + parameter.name()).toList());
            JsonNode body = operation.body();
            if (body != null) {
                assertThat(mutations.keySet()).containsAll(
                        body.path("properties").propertyNames().stream().map("body /"::concat).toList());
            }
            assertThat(mutations.values()).allMatch(size -> size >= LEAST_MUTATIONS);
        });
    }

    private List<String> faults(FuzzCase fuzzed, Examples examples, Map<Integer, Integer> statuses) {
        Request request = listeners.request(fuzzed, examples, random);
        try {
            var answer = listeners.send(fuzzed.operation(), request);
            statuses.merge(answer.status(), 1, Integer::sum);
            accepted.note(fuzzed.operation(), request, answer);
            return AnswerCheck.faults(fuzzed, answer).stream().map(fault -> "%s: %d %s%n    %s%n    %s".formatted(fuzzed, answer.status(),
                    fault, FuzzCase.shown(request), answer.text().lines().limit(1).toList())).toList();
        } catch (IOException e) {
            return List.of("%s: no answer, %s%n    %s".formatted(fuzzed, e.getMessage(), FuzzCase.shown(request)));
        }
    }
}
