package io.tributary.chassis.web;

/** Nothing with this id, or not for this caller: answered as {@code 404 /problems/<slug>}. */
public final class NotFound extends RuntimeException {
    private final String slug;

    public NotFound(String slug, String detail) {
        super(detail, null, false, false);
        this.slug = slug;
    }

    public String slug() {
        return slug;
    }
}
