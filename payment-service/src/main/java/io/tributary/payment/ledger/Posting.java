package io.tributary.payment.ledger;

import io.tributary.api.Money;
import java.util.List;

/** One line of a booking; the lines of a booking sum to zero. */
record Posting(Account account, Money amount) {
    static List<Posting> transfer(Money amount, Account from, Account to) {
        return List.of(new Posting(to, amount), new Posting(from, Money.zero(amount.currency()).minus(amount)));
    }

    static List<Posting> hold(Money amount) {
        return transfer(amount, Account.CUSTOMER_COMMITMENTS, Account.CARD_HOLDS);
    }

    static List<Posting> release(Money amount) {
        return transfer(amount, Account.CARD_HOLDS, Account.CUSTOMER_COMMITMENTS);
    }

    static List<Posting> collect(Money amount) {
        return transfer(amount, Account.SALES, Account.PROVIDER_BALANCE);
    }

    static List<Posting> payBack(Money amount) {
        return transfer(amount, Account.PROVIDER_BALANCE, Account.SALES_RETURNS);
    }
}
