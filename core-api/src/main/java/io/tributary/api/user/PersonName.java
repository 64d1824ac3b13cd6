package io.tributary.api.user;

import java.util.regex.Pattern;

/** Personal data: a person's name as they write it, in any script: 1 to 200 characters, not blank, no control characters. */
public record PersonName(String value) {
    public static final int MAX_LENGTH = 200;
    public static final Pattern SHAPE = Pattern.compile("[^\\p{Cc}\\p{Cs}]*[^\\s\\p{Z}\\p{C}][^\\p{Cc}\\p{Cs}]*");

    public PersonName {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a name has 1 to %d characters, is not blank and holds no control characters".formatted(MAX_LENGTH));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
