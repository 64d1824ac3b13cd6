package io.tributary.api.order;

import io.tributary.api.Rejected;

public final class OrderRejected extends Rejected {
    public OrderRejected(Reason reason, String detail) {
        super(reason, detail);
    }

    public enum Reason implements Rejected.Reason {
        UNKNOWN("order-not-found", Kind.UNKNOWN_AGGREGATE), //
        ALREADY_PLACED("order-already-placed", Kind.RULE), //
        CUSTOMER_NOT_ACTIVE("customer-not-active", Kind.RULE), //
        NOT_CONFIRMED("order-not-confirmed", Kind.RULE), //
        ALREADY_SHIPPED("order-already-shipped", Kind.RULE), //
        ALREADY_CANCELLED("order-already-cancelled", Kind.RULE), //
        INVALID_LINES("invalid-order-lines", Kind.INVALID);

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
