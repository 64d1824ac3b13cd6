package io.tributary.api.payment;

import io.tributary.api.Rejected;

public final class PaymentRejected extends Rejected {
    public PaymentRejected(Reason reason, String detail) {
        super(reason, detail);
    }

    public enum Reason implements Rejected.Reason {
        UNKNOWN("payment-not-found", Kind.UNKNOWN_AGGREGATE), //
        NOT_AUTHORIZED("payment-not-authorized", Kind.RULE), //
        ALREADY_CAPTURED("payment-already-captured", Kind.RULE), //
        NOT_CAPTURED("payment-not-captured", Kind.RULE), //
        REFUND_EXCEEDS_CAPTURED("refund-exceeds-captured", Kind.RULE), //
        INVALID_AMOUNT("invalid-amount", Kind.INVALID);

        private final String slug;
        private final Kind kind;

        Reason(String slug, Kind kind) {
            this.slug = slug;
            this.kind = kind;
        }

        @Override
        public String slug() {
            return slug;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }
}
