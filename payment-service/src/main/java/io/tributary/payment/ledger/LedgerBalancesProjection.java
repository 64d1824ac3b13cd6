package io.tributary.payment.ledger;

import io.tributary.api.Money;
import io.tributary.api.payment.PaymentQuery.ReadLedger;
import io.tributary.payment.ledger.Ledger.Balance;
import java.util.Currency;
import java.util.OptionalLong;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums the live generation's postings at each read. */
@Component
class LedgerBalancesProjection {
    private static final String LIVE = "(select live from projection where name = 'ledger')";
    private final JdbcClient jdbc;

    LedgerBalancesProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Ledger read(ReadLedger query) {
        return new Ledger(jdbc.sql("select account, currency, sum(amount) as balance from ledger_posting where generation = " + LIVE
                + " group by account, currency order by currency, account").query(
                        (row, _) -> new Balance(row.getString("account"),
                                new Money(row.getBigDecimal("balance"), Currency.getInstance(row.getString("currency"))))).list());
    }

    OptionalLong appliedUpTo(String paymentId) {
        return jdbc.sql("select position from ledger_payment where generation = " + LIVE + " and payment_id = :payment").param("payment",
                paymentId).query(Long.class).optional().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
