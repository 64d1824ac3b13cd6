package io.tributary.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.contract.Contract.Operation;
import io.tributary.acceptance.contract.RawHttp.Answer;
import io.tributary.acceptance.contract.RawHttp.Request;
import io.tributary.acceptance.drills.Outage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked while nobody has a database. */
@Tag("long")
@Isolated
class AnswersWithoutStoresIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UNAVAILABLE = 503;
    private static final int REFUSED = 400;
    private static final List<Integer> USERS_AND_ORDERS = List.of(1, 2);
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Longer than a commit is tried. */
    private static final Duration AWAY = Duration.ofSeconds(75);

    @Test
    void is_answered_at_every_call_as_documented_and_at_most_of_them_that_the_store_is_away() throws IOException {
        try (var platform = Platform.start(List.of()); var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var listeners = new Listeners(platform);
            List<Operation> operations = listeners.operations();
            var examples = new Examples(listeners.known(), new Random(1));
            List<CompletableFuture<Void>> outages = Stream.of("postgresql", "mongodb").map(
                    part -> CompletableFuture.runAsync(() -> new Outage(platform, part).last(AWAY, List.of()), callers)).toList();
            USERS_AND_ORDERS.forEach(
                    offset -> platform.service(offset).await("/actuator/health", SOON, answer -> answer.status() == UNAVAILABLE));
            Map<Operation, Answer> answers = answers(operations, examples, listeners, callers);
            outages.forEach(CompletableFuture::join);

            var byKind = new TreeMap<String, Integer>();
            answers.forEach((call, answer) -> byKind.merge(answer.status() + " " + type(answer), 1, Integer::sum));
            System.out.println("without stores: " + byKind);
            assertThat(answers.entrySet().stream().filter(entry -> !isDocumented(entry.getKey(), entry.getValue())).map(
                    entry -> entry.getKey() + " answered " + entry.getValue().status() + " " + entry.getValue().text())).isEmpty();
            assertThat(answers.values()).filteredOn(answer -> answer.status() == UNAVAILABLE).hasSizeGreaterThan(operations.size() / 2);
        }
    }

    private static Map<Operation, Answer> answers(List<Operation> operations, Examples examples, Listeners listeners,
            ExecutorService callers) {
        var sent = new LinkedHashMap<Operation, CompletableFuture<Answer>>();
        for (Operation call : operations) {
            Request request = listeners.request(call, examples);
            sent.put(call, CompletableFuture.supplyAsync(() -> {
                try {
                    return listeners.send(call, request);
                } catch (IOException e) {
                    throw new UncheckedIOException(call.toString(), e);
                }
            }, callers));
        }
        var answers = new LinkedHashMap<Operation, Answer>();
        sent.forEach((call, answer) -> answers.put(call, answer.join()));
        return answers;
    }

    private static boolean isDocumented(Operation call, Answer answer) {
        JsonNode documented = call.answer(answer.status());
        return !documented.isMissingNode() && (answer.status() < REFUSED
                || answer.header("content-type").equals("application/problem+json") && SchemaCheck.faults(call.contract(),
                        documented.at("/content/application~1problem+json/schema"), JSON.readTree(answer.body())).isEmpty());
    }

    private static String type(Answer answer) {
        return answer.status() < REFUSED ? "" : JSON.readTree(answer.body()).path("type").asString("");
    }
}
