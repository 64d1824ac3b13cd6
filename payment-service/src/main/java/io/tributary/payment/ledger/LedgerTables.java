package io.tributary.payment.ledger;

import io.tributary.api.Money;
import io.tributary.api.payment.PaymentId;
import io.tributary.chassis.EventPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code ledger_payment} and {@code ledger_posting}, one generation of them. */
class LedgerTables {
    private final JdbcClient jdbc;
    private final int generation;

    LedgerTables(JdbcClient jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    Optional<LedgerPayment> find(PaymentId payment) {
        return jdbc.sql(
                "select amount, currency, held, position from ledger_payment where generation = :generation and payment_id = :payment").param(
                        "generation", generation).param("payment", payment.text()).query((row, _) -> payment(row)).optional();
    }

    void save(PaymentId id, LedgerPayment payment) {
        Money amount = payment.amount();
        jdbc.sql("""
                insert into ledger_payment (generation, payment_id, amount, currency, held, position)
                values (:generation, :payment, :amount, :currency, :held, :position)
                on conflict (generation, payment_id) do update
                set amount = excluded.amount, currency = excluded.currency, held = excluded.held, position = excluded.position
                where ledger_payment.position <= excluded.position""").param("generation", generation).param("payment", id.text()).param(
                "amount", amount == null ? null : amount.amount()).param("currency",
                        amount == null ? null : amount.currency().getCurrencyCode()).param("held", payment.held()).param("position",
                                payment.position()).update();
    }

    void post(PaymentId payment, EventPosition position, List<Posting> postings) {
        for (Posting posting : postings) {
            jdbc.sql("""
                    insert into ledger_posting (generation, position, part, account, payment_id, amount, currency)
                    values (:generation, :position, :part, :account, :payment, :amount, :currency) on conflict do nothing""").param(
                    "generation",
                    generation).param("position", position.position()).param("part", position.part()).param("account",
                            posting.account().text()).param("payment",
                                    payment.text()).param("amount", posting.amount().amount()).param("currency",
                                            posting.amount().currency().getCurrencyCode()).update();
        }
    }

    private static LedgerPayment payment(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        var amount = currency == null ? null : new Money(row.getBigDecimal("amount"), Currency.getInstance(currency));
        return new LedgerPayment(amount, row.getBoolean("held"), row.getLong("position"));
    }
}
