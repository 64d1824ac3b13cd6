package io.tributary.api.user;

import io.tributary.api.Rejected;

public final class UserRejected extends Rejected {
    public UserRejected(Reason reason, String detail) {
        super(reason, detail);
    }

    public enum Reason implements Rejected.Reason {
        UNKNOWN("user-not-found", Kind.UNKNOWN_AGGREGATE), //
        ALREADY_REGISTERED("user-already-registered", Kind.RULE), //
        EMAIL_TAKEN("email-taken", Kind.RULE), //
        DEACTIVATED("user-deactivated", Kind.RULE);

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
