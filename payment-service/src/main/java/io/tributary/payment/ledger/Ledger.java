package io.tributary.payment.ledger;

import io.tributary.api.Money;
import java.util.List;

/** Balances per account and currency; they sum to zero in each currency. */
public record Ledger(List<Balance> items) {
    public Ledger {
        items = List.copyOf(items);
    }

    /** Above zero: added to the account; below: taken from it. */
    public record Balance(String account, Money balance) {}
}
