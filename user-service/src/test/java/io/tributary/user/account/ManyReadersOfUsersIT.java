package io.tributary.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManyReadersOfUsersIT extends UserServiceUnderTest {
    private static final int MORE_THAN_CONNECTIONS = 60;
    private static final int READS = 300;

    @Test
    void more_readers_than_connections_are_all_answered() throws Exception {
        var path = "/users/" + body(register("Ada", unused())).get("userId").asString();
        Callable<Integer> read = () -> get(path).statusCode();
        var answers = new ArrayList<Integer>();
        try (var readers = Executors.newFixedThreadPool(MORE_THAN_CONNECTIONS)) {
            for (var answer : readers.invokeAll(Stream.generate(() -> read).limit(READS).toList())) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).hasSize(READS).containsOnlyElementsOf(List.of(200));
    }
}
