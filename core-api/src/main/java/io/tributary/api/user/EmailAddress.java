package io.tributary.api.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Personal data: an e-mail address as its owner writes it, at most 254 characters. */
public record EmailAddress(String value) {
    public static final int MAX_LENGTH = 254;
    private static final Pattern SHAPE = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");

    public EmailAddress {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an e-mail address has the form name@domain and at most %d characters".formatted(MAX_LENGTH));
        }
    }

    /** The form in which addresses are compared: Unicode NFKC, then case folded; two addresses with the same form are one. */
    public String normalised() {
        String compatible = Normalizer.normalize(value, Normalizer.Form.NFKC);
        return Normalizer.normalize(compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    @Override
    public String toString() {
        return value;
    }
}
