package io.tributary.api.user;

/** Personal data: a person's name as they write it, 1 to 200 characters, not blank. */
public record PersonName(String value) {
    public static final int MAX_LENGTH = 200;

    public PersonName {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a name has 1 to %d characters and is not blank".formatted(MAX_LENGTH));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
