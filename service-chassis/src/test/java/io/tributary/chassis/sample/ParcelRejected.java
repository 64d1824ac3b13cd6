package io.tributary.chassis.sample;

import io.tributary.api.Rejected;

public final class ParcelRejected extends Rejected {
    public ParcelRejected(Reason reason, String detail) {
        super(reason, detail);
    }

    public enum Reason implements Rejected.Reason {
        ALREADY_SENT("parcel-already-sent", Kind.RULE), TOO_HEAVY("parcel-too-heavy", Kind.INVALID), UNKNOWN("parcel-not-found",
                Kind.UNKNOWN_AGGREGATE);

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
