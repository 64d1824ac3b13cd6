package io.tributary.api.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Personal data: an e-mail address as its owner writes it, at most 254 characters, in any script, without spaces and control characters. */
public record EmailAddress(String value) {
    public static final int MAX_LENGTH = 254;
    public static final Pattern SHAPE = Pattern.compile("[^@\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}]{1,64}@[^@\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}]+");
    /** The only letter whose capital is another letter's: without this exception, dotless i would fold to i. */
    private static final int DOTLESS_I = 'ı';

    public EmailAddress {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an e-mail address has the form name@domain and at most %d characters".formatted(MAX_LENGTH));
        }
    }

    /** The form in which addresses are compared: Unicode NFKC and full case folding; two addresses with the same form are one. */
    public String normalised() {
        return compatible(foldCase(compatible(foldCase(compatible(value)))));
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static String foldCase(String text) {
        var folded = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> foldCase(letter, folded));
        return folded.toString();
    }

    /** Letter by letter, so that no final sigma is made; by the capital, so that ß, ẞ and SS meet. */
    private static void foldCase(int letter, StringBuilder folded) {
        if (letter == DOTLESS_I) {
            folded.appendCodePoint(letter);
            return;
        }
        String capital = Character.toString(letter).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        capital.codePoints().forEach(part -> folded.append(Character.toString(part).toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return value;
    }
}
