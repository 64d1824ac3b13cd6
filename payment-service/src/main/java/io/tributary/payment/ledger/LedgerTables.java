package io.tributary.payment.ledger;

import io.tributary.api.Money;
import io.tributary.chassis.processing.batch.PositionedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Tables {@code ledger_payment} and {@code ledger_posting}, one generation of them. */
class LedgerTables {
    private static final String SAVE = """
            insert into ledger_payment (generation, payment_id, amount, currency, held, position)
            values (:generation, :payment, :amount, :currency, :held, :position)
            on conflict (generation, payment_id) do update
            set amount = excluded.amount, currency = excluded.currency, held = excluded.held, position = excluded.position
            where ledger_payment.position <= excluded.position""";
    private static final String POST = """
            insert into ledger_posting (generation, position, part, account, payment_id, amount, currency)
            values (:generation, :position, :part, :account, :payment, :amount, :currency) on conflict do nothing""";
    private final NamedParameterJdbcTemplate jdbc;
    private final int generation;

    LedgerTables(JdbcTemplate jdbc, int generation) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.generation = generation;
    }

    /** One line in the books, made for the event. */
    record Booking(String payment, PositionedEvent event, Posting posting) {}

    /** Those of the payments that the ledger knows, by id. */
    Map<String, LedgerPayment> find(Collection<String> payments) {
        var found = new HashMap<String, LedgerPayment>();
        RowCallbackHandler each = row -> found.put(row.getString("payment_id"), payment(row));
        jdbc.query("""
                select payment_id, amount, currency, held, position from ledger_payment
                where generation = :generation and payment_id = any(:payments::text[])""",
                row().addValue("payments", payments.toArray(String[]::new)), each);
        return found;
    }

    /** One that stands further already is left as it is. */
    void save(Map<String, LedgerPayment> payments) {
        jdbc.batchUpdate(SAVE, payments.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(entry -> {
            Money amount = entry.getValue().amount();
            return row().addValue("payment", entry.getKey()).addValue("amount", amount == null ? null : amount.amount(),
                    Types.NUMERIC).addValue("currency", amount == null ? null : amount.currency().getCurrencyCode(),
                            Types.VARCHAR).addValue(
                                    "held", entry.getValue().held()).addValue("position", entry.getValue().position());
        }).toArray(SqlParameterSource[]::new));
    }

    void post(List<Booking> bookings) {
        jdbc.batchUpdate(POST,
                bookings.stream().map(
                        booking -> row().addValue("position", booking.event().position()).addValue("part", booking.event().part()).addValue(
                                "account",
                                booking.posting().account().text()).addValue("payment", booking.payment()).addValue("amount",
                                        booking.posting().amount().amount()).addValue("currency",
                                                booking.posting().amount().currency().getCurrencyCode())).toArray(
                                                        SqlParameterSource[]::new));
    }

    private MapSqlParameterSource row() {
        return new MapSqlParameterSource("generation", generation);
    }

    private static LedgerPayment payment(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        var amount = currency == null ? null : new Money(row.getBigDecimal("amount"), Currency.getInstance(currency));
        return new LedgerPayment(amount, row.getBoolean("held"), row.getLong("position"));
    }
}
