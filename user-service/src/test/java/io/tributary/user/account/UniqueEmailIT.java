package io.tributary.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class UniqueEmailIT extends UserServiceUnderTest {
    @Autowired private JdbcClient jdbc;

    @Test
    void an_address_is_registered_once_however_it_is_spelled() {
        String email = unused();
        register("Ada", email);
        isTaken(register("Eve", email));
        isTaken(register("Eve", email.toUpperCase(Locale.ROOT)));
        isTaken(register("Eve", email));
    }

    @Test
    void of_a_hundred_at_once_one_gets_the_address() throws Exception {
        String email = unused();
        List<HttpResponse<String>> answers = atOnce(100, () -> register("Ada", email));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 201).allSatisfy(UniqueEmailIT::isTaken);
        assertThat(jdbc.sql(
                "select count(*) from event_log where event_type = 'user.email-changed' and convert_from(payload, 'UTF8') like ?").param(
                        "%" + email + "%").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void of_thirty_changing_to_one_address_one_gets_it() throws Exception {
        String email = unused();
        var paths = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            paths.add(registered(unused()));
        }
        var next = paths.iterator();
        List<HttpResponse<String>> answers = atOnce(30, () -> {
            String path;
            synchronized (next) {
                path = next.next();
            }
            return changeEmail(path, email);
        });
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 204).allSatisfy(UniqueEmailIT::isTaken);
    }

    @Test
    void the_old_address_becomes_free_and_the_new_one_taken() {
        String old = unused();
        String current = unused();
        String ada = registered(old);
        changeEmail(ada, current);
        isTaken(register("Eve", current));
        String eve = registered(old);
        isTaken(changeEmail(ada, old));
        changeEmail(eve, unused());
        assertThat(changeEmail(ada, old).statusCode()).isEqualTo(204);
        assertThat(body(get(ada)).get("email").asString()).isEqualTo(old);
        isTaken(register("Eve", old));
        assertThat(register("Eve", current).statusCode()).isEqualTo(201);
    }

    @Test
    void another_spelling_keeps_the_address() {
        String email = unused();
        String ada = registered(email);
        assertThat(changeEmail(ada, email.toUpperCase(Locale.ROOT)).statusCode()).isEqualTo(204);
        assertThat(body(get(ada)).get("email").asString()).isEqualTo(email.toUpperCase(Locale.ROOT));
        isTaken(register("Eve", email));
    }

    @Test
    void a_refused_change_leaves_everything_as_it_was() {
        String taken = unused();
        registered(taken);
        String email = unused();
        String ada = registered(email);
        isTaken(changeEmail(ada, taken));
        assertThat(body(get(ada)).get("version").asLong()).isEqualTo(2);
        isTaken(register("Eve", email));
    }

    @Test
    void deactivating_keeps_the_address() {
        String email = unused();
        String ada = registered(email);
        post(ada + "/deactivation", "{\"reason\":\"left\"}");
        isTaken(register("Eve", email));
    }

    @Test
    void two_users_cannot_swap_addresses_but_neither_loses_its_own() throws Exception {
        String one = unused();
        String two = unused();
        String ada = registered(one);
        String eve = registered(two);
        var turn = new ArrayList<>(List.of(List.of(ada, two), List.of(eve, one)));
        List<HttpResponse<String>> answers = atOnce(2, () -> {
            List<String> mine;
            synchronized (turn) {
                mine = turn.removeLast();
            }
            return changeEmail(mine.get(0), mine.get(1));
        });
        assertThat(answers).allSatisfy(UniqueEmailIT::isTaken);
        assertThat(body(get(ada)).get("email").asString()).isEqualTo(one);
        assertThat(body(get(eve)).get("email").asString()).isEqualTo(two);
    }

    /** Sixteen users move between eight addresses; beside them others register with one. */
    @Test
    void addresses_given_up_and_taken_at_the_same_time_have_one_holder_at_every_moment() throws Exception {
        var addresses = Stream.generate(UniqueEmailIT::unused).limit(8).toList();
        var users = new ConcurrentLinkedQueue<String>();
        for (int i = 0; i < 16; i++) {
            users.add(registered(unused()));
        }
        long before = jdbc.sql("select max(position) from event_log").query(Long.class).single();
        atOnce(20, () -> {
            String mine = users.poll();
            var random = new Random();
            for (int step = 0; step < 10; step++) {
                String email = random.nextInt(4) == 0 ? unused() : addresses.get(random.nextInt(addresses.size()));
                var answer = mine == null ? register("Eve", email) : changeEmail(mine, email);
                assertThat(answer.statusCode()).as(answer.body()).isIn(201, 204, 409);
            }
            return "done";
        });
        assertThat(claimsHeldAfter(before)).containsAll(holdersAfter(before));
    }

    /** Follows the addresses through the log: whoever takes one finds it free. Answers who holds one at the end. */
    private Set<String> holdersAfter(long position) {
        var holders = new HashMap<String, String>();
        var addresses = new HashMap<String, String>();
        jdbc.sql("""
                select fact->>'userId' as holder, fact->>'email' as email
                from (select position, convert_from(payload, 'UTF8')::json as fact from event_log
                      where position > ? and event_type = 'user.email-changed') changed
                order by position""").param(position).query(row -> {
            String user = row.getString("holder");
            holders.remove(addresses.getOrDefault(user, ""), user);
            addresses.put(user, row.getString("email"));
            assertThat(holders.put(row.getString("email"), user)).as("who held %s then", row.getString("email")).isNull();
        });
        assertThat(holders).isNotEmpty();
        return Set.copyOf(holders.values());
    }

    /** Follows the claims: each is taken when it is free and given up by its holder. Answers who holds one at the end. */
    private Set<String> claimsHeldAfter(long position) {
        var claims = new HashMap<String, String>();
        jdbc.sql("""
                select event_type, aggregate_id, convert_from(payload, 'UTF8')::json->>'userId' as holder from event_log
                where position > ? and aggregate_type = 'email-claim' order by position""").param(position).query(row -> {
            String claim = row.getString("aggregate_id");
            if (row.getString("event_type").equals("user.email-claimed")) {
                assertThat(claims.put(claim, row.getString("holder"))).as("holder of claim %s then", claim).isNull();
            } else {
                claims.remove(claim);
            }
        });
        return Set.copyOf(claims.values());
    }

    @Test
    void the_store_keeps_claims_without_the_address() {
        String email = unused();
        registered(email);
        assertThat(jdbc.sql("""
                select count(*) from event_log
                where aggregate_type = 'email-claim' and (aggregate_id like '%@%' or convert_from(payload, 'UTF8') like '%@%')""").query(
                Long.class).single()).isZero();
    }

    private HttpResponse<String> changeEmail(String path, String email) {
        return put(path + "/email", "{\"email\":\"%s\"}".formatted(email));
    }

    private static void isTaken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("/problems/email-taken");
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        var start = new CyclicBarrier(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                calls.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            var results = new ArrayList<T>();
            for (Future<T> each : calls) {
                results.add(each.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
