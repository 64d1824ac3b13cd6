package io.tributary.payment.ledger;

import java.util.Locale;

/** The accounts of the ledger: what a payment moves is added to one and taken from another. */
enum Account {
    /** Money a provider holds for us on customers' cards. */
    CARD_HOLDS,
    /** What customers have promised by those holds. */
    CUSTOMER_COMMITMENTS,
    /** Money the provider has collected and owes us. */
    PROVIDER_BALANCE,
    /** What was sold. */
    SALES,
    /** What was paid back. */
    SALES_RETURNS;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
