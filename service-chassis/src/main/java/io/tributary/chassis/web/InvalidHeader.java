package io.tributary.chassis.web;

/** A request header that cannot be understood: answered as {@code 400 /problems/invalid-<header>}. */
public final class InvalidHeader extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String slug;

    InvalidHeader(String slug, String detail) {
        super(detail, null, false, false);
        this.slug = slug;
    }

    /** Last part of the problem type. */
    public String slug() {
        return slug;
    }
}
