package io.tributary.user.account;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.servers.postgres.StatementLog;
import io.tributary.servers.postgres.StatementLog.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a request costs the database, as the database itself counts it. */
class CostOfACommandIT extends UserServiceUnderTest {
    private static final int LONG_HISTORY = 105;
    private static final Pattern OF_THE_STORE = Pattern.compile("commit_log|event_log|snapshot");

    @Autowired private StatementLog log;
    @Autowired private CommitLog commits;
    @Autowired private Cache cache;

    @Test
    void registering_and_changing_a_user_is_one_statement_each_with_a_key_or_without() {
        registered(unused());
        int before = log.statements().size();
        String path = location(register("Ada", unused(), "Idempotency-Key", UUID.randomUUID().toString()));
        String other = registered(unused());
        assertThat(put(path + "/name", "{\"name\":\"Ada King\"}", "Idempotency-Key", UUID.randomUUID().toString()).statusCode()).isEqualTo(
                204);
        assertThat(put(other + "/name", "{\"name\":\"Ada King\"}").statusCode()).isEqualTo(204);
        assertThat(post(other + "/deactivation", "{\"reason\":\"left\"}").statusCode()).isEqualTo(204);
        List<Statement> since = log.statements().stream().skip(before).toList();
        List<Statement> ofCommands = ofCommands(since);
        assertThat(ofCommands).hasSize(5).allSatisfy(done -> assertThat(done.sql()).contains("insert into commit_log"));
        var writers = ofCommands.stream().map(Statement::process).collect(Collectors.toSet());
        assertThat(since.stream().filter(done -> writers.contains(done.process()))).as("all of the connection that writes").hasSize(5);
    }

    @Test
    void a_change_of_an_outdated_version_is_refused_after_one_look_and_reads_no_history() {
        String path = registered(unused());
        assertThat(put(path + "/name", "{\"name\":\"Ada King\"}").statusCode()).isEqualTo(204);
        int before = log.statements().size();
        assertThat(put(path + "/name", "{\"name\":\"Ada\"}", "If-Match", "\"1\"").statusCode()).isEqualTo(412);
        assertThat(ofCommands(log.statements().stream().skip(before).toList())).hasSize(1);
    }

    /**
     * Without the look for commits of other instances, which goes on by the clock, whatever the commands do: it may find a commit before the
     * writer has its answer, and then reads its events.
     */
    private static List<Statement> ofCommands(List<Statement> statements) {
        var looking = new HashSet<Long>();
        var found = new ArrayList<Statement>();
        for (Statement done : statements) {
            boolean look = done.sql().contains("from commit_log where number = any");
            boolean follows = looking.remove(done.process()) && done.sql().contains("from event_log where position >=");
            if (look) {
                looking.add(done.process());
            } else if (!follows && OF_THE_STORE.matcher(done.sql()).find()) {
                found.add(done);
            }
        }
        return found;
    }

    @Test
    void a_user_with_a_long_history_goes_on_from_a_snapshot() {
        String path = registered(unused());
        for (int i = 0; i < LONG_HISTORY; i++) {
            put(path + "/name", "{\"name\":\"Ada %d\"}".formatted(i));
        }
        String id = path.substring("/users/".length());
        eventually(() -> assertThat(commits.snapshot(id)).isPresent());
        cache.removeAll();
        assertThat(put(path + "/name", "{\"name\":\"Ada 104\"}").headers().firstValue("ETag")).hasValue("\"107\"");
        assertThat(put(path + "/name", "{\"name\":\"Ada\"}").headers().firstValue("ETag")).hasValue("\"108\"");
    }
}
