package io.tributary.payment.payercopy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.payment.PaymentServiceIntegration;
import io.tributary.payment.ViewGenerations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

@PaymentServiceIntegration
class WritingThePayerCopyIT {
    private static final UserId ADA = UserId.of("11111111-1111-4111-8111-111111111111");
    private static final UserEvent REGISTERED = new UserRegistered(ADA, new PersonName("Ada"));
    private final ViewGenerations generations;
    private final int generation;

    @Autowired
    WritingThePayerCopyIT(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        generations = new ViewGenerations(jdbc, transactions);
        generation = generations.next();
    }

    @Test
    void within_one_batch_the_last_status_counts_and_every_event_moves_the_position() {
        write(REGISTERED, new UserDeactivated(ADA, "left"), new UserRenamed(ADA, new PersonName("Ada King")));
        assertThat(rows(generation)).containsExactly(Map.of("id", ADA.text(), "status", "DEACTIVATED", "position", 2L));
    }

    @Test
    void an_event_that_comes_again_changes_nothing() {
        write(REGISTERED, new UserDeactivated(ADA, "left"), new UserReactivated(ADA));
        write(REGISTERED, new UserDeactivated(ADA, "left"));
        assertThat(rows(generation)).containsExactly(Map.of("id", ADA.text(), "status", "ACTIVE", "position", 2L));
    }

    static List<Long> seeds() {
        return RandomGeneratorFactory.getDefault().create().longs(4).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_size_of_the_batches_makes_no_difference(long seed) {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        var events = ViewGenerations.positioned(history(random));
        generations.oneByOne(events, copy(generation));
        int batched = generations.next();
        generations.inBatches(events, random, copy(batched));
        assertThat(rows(batched)).isEqualTo(rows(generation)).hasSize(5);
    }

    /** The database plans the statement while the copy is empty, and learns by and by how many payers there are, as in a rebuild. */
    @Test
    void a_batch_reads_the_payers_it_is_about_alone_however_many_there_are() {
        for (int i = 0; i < 20; i++) {
            generations.rowsRead("payer_copy", deactivated(List.of(UUID.randomUUID())), copy(generation));
        }
        generations.jdbc().update("""
                insert into payer_copy (generation, id, status, position)
                select ?, md5('payer' || n)::uuid, 'ACTIVE', n from generate_series(1, 40000) n""", generation);
        var events = deactivated(generations.jdbc().queryForList("select md5('payer' || n)::uuid from generate_series(1, 39999, 400) n",
                UUID.class));
        long read = generations.rowsRead("payer_copy", events, copy(generation));
        var deactivated = rows(generation).stream().filter(row -> "DEACTIVATED".equals(row.get("status"))).toList();
        generations.delete("payer_copy", generation);
        assertThat(read).isLessThan(10L * events.size());
        assertThat(deactivated).hasSize(20 + events.size());
    }

    private static List<PositionedEvent> deactivated(List<UUID> payers) {
        return payers.stream().map(payer -> new PositionedEvent(new UserDeactivated(new UserId(payer), "left"), 1_000_000)).toList();
    }

    private static List<UserEvent> history(RandomGenerator random) {
        var users = random.longs(5).mapToObj(low -> new UserId(new UUID(0, low))).toList();
        var events = new ArrayList<UserEvent>();
        users.forEach(user -> events.add(new UserRegistered(user, new PersonName("Name"))));
        for (int i = 0; i < 60; i++) {
            var user = users.get(random.nextInt(users.size()));
            events.add(switch (random.nextInt(4)) {
                case 0 -> new UserRenamed(user, new PersonName("Name " + i));
                case 1 -> new UserEmailChanged(user, new EmailAddress("mail%d@example.org".formatted(i)));
                case 2 -> new UserDeactivated(user, "left");
                default -> new UserReactivated(user);
            });
        }
        return events;
    }

    private void write(UserEvent... events) {
        generations.write(ViewGenerations.positioned(List.of(events)), copy(generation));
    }

    private PayerCopyReplica copy(int of) {
        return new PayerCopyReplica(generations.jdbc(), of);
    }

    private List<Map<String, Object>> rows(int of) {
        return generations.rows("payer_copy", "id", of);
    }
}
