package io.tributary.chassis.processing.rebuild;

/** A rebuild cannot begin, or cannot be undone, as things stand. */
public final class RebuildRefused extends RuntimeException {
    private final String slug;

    public RebuildRefused(String slug, String detail) {
        super(detail, null, false, false);
        this.slug = slug;
    }

    /** Last part of the problem's type. */
    public String slug() {
        return slug;
    }
}
