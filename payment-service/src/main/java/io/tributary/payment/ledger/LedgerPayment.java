package io.tributary.payment.ledger;

import io.tributary.api.Money;
import org.jspecify.annotations.Nullable;

/** What the ledger must remember of a payment to book its next event; {@code position}: of its last event booked. */
record LedgerPayment(@Nullable Money amount, boolean held, long position) {
    static final LedgerPayment NONE = new LedgerPayment(null, false, -1);
}
