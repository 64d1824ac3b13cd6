package io.tributary.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.payment.PaymentServiceIntegration;
import io.tributary.payment.ViewGenerations;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
class WritingTheLedgerIT {
    private static final int PAYMENTS = 12;
    private static final int MANY = 40_000;
    private static final int NEWER = 1_000_000;
    private final ViewGenerations generations;

    @Autowired
    WritingTheLedgerIT(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        generations = new ViewGenerations(jdbc, transactions);
    }

    static List<Long> seeds() {
        return RandomGeneratorFactory.getDefault().create().longs(4).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_size_of_the_batches_makes_no_difference_and_the_books_balance(long seed) {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        var events = ViewGenerations.positioned(mixed(random));
        int single = generations.next();
        generations.oneByOne(events, ledger(single));
        int batched = generations.next();
        generations.inBatches(events, random, ledger(batched));
        assertThat(generations.rows("ledger_payment", "payment_id", batched)).isEqualTo(
                generations.rows("ledger_payment", "payment_id", single)).hasSize(PAYMENTS);
        assertThat(generations.rows("ledger_posting", "position, part, account", batched)).isEqualTo(
                generations.rows("ledger_posting", "position, part, account", single)).isNotEmpty();
        assertThat(generations.jdbc().queryForObject("select sum(amount) from ledger_posting where generation = ?", BigDecimal.class,
                batched)).isEqualByComparingTo("0");
    }

    /** The database plans the statements while the ledger is empty, and learns by and by how much is booked, as in a rebuild. */
    @Test
    void a_batch_reads_the_payments_it_books_alone_however_many_there_are() {
        int generation = generations.next();
        for (int i = 0; i < 20; i++) {
            generations.rowsRead("ledger", captured(List.of(UUID.randomUUID())), ledger(generation));
        }
        generations.jdbc().update("""
                insert into ledger_payment (generation, payment_id, amount, currency, held, position)
                select ?, md5('payment' || n)::uuid, 25, 'EUR', true, n from generate_series(1, ?) n""", generation, MANY);
        generations.jdbc().update("""
                insert into ledger_posting (generation, position, part, account, payment_id, amount, currency)
                select ?, n, 0, 'sales', md5('payment' || n)::uuid, 25, 'EUR' from generate_series(1, ?) n""", generation, MANY);
        var events = captured(generations.jdbc().queryForList("select md5('payment' || n)::uuid from generate_series(1, 39999, 400) n",
                UUID.class));
        long read = generations.rowsRead("ledger", events, ledger(generation));
        generations.delete("ledger_payment", generation);
        generations.delete("ledger_posting", generation);
        assertThat(read).isBetween((long) events.size(), 10L * events.size());
    }

    private static List<PositionedEvent> captured(List<UUID> payments) {
        return payments.stream().map(payment -> new PositionedEvent(
                new PaymentCaptured(new PaymentId(payment), new OrderId(payment), Money.of("25.00", "EUR")), NEWER)).toList();
    }

    /** Each payment's events in their order, those of all payments mixed. */
    private static List<PaymentEvent> mixed(RandomGenerator random) {
        var open = new ArrayList<Deque<PaymentEvent>>();
        for (int i = 0; i < PAYMENTS; i++) {
            open.add(new ArrayDeque<>(payment(random, i % 4)));
        }
        var events = new ArrayList<PaymentEvent>();
        while (!open.isEmpty()) {
            var next = open.get(random.nextInt(open.size()));
            events.add(next.remove());
            if (next.isEmpty()) {
                open.remove(next);
            }
        }
        return events;
    }

    private static List<PaymentEvent> payment(RandomGenerator random, int kind) {
        var order = new OrderId(new UUID(random.nextLong(), random.nextLong()));
        var id = PaymentId.forOrder(order);
        var price = Money.of(Integer.toString(2 * (1 + random.nextInt(500))), "EUR");
        var half = new Money(price.amount().divide(BigDecimal.TWO), price.currency());
        var requested = new PaymentRequested(id, order, new UserId(new UUID(0, 1)), price, "card-visa");
        var authorized = new PaymentAuthorized(id, order, "hold");
        return switch (kind) {
            case 0 -> List.of(requested, new PaymentDeclined(id, order, "insufficient-funds"));
            case 1 -> List.of(requested, authorized, new PaymentVoided(id, order, "changed my mind"));
            case 2 -> List.of(requested, authorized, new PaymentCaptured(id, order, price));
            default -> List.of(requested, authorized, new PaymentCaptured(id, order, price),
                    new PaymentRefunded(id, order, new UUID(0, 2), half, half, "damaged"),
                    new PaymentRefunded(id, order, new UUID(0, 3), half, price, "damaged"));
        };
    }

    private LedgerProjection ledger(int generation) {
        return new LedgerProjection(new LedgerTables(generations.jdbc(), generation));
    }
}
