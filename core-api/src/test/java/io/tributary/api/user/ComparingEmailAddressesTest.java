package io.tributary.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingEmailAddressesTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"ada@example.org, ADA@Example.ORG", "straße@example.org, STRASSE@example.org", "STRAẞE@example.org, straße@example.org",
            "οδος@example.org, ΟΔΟΣ@example.org", "οδοσ@example.org, οδος@example.org", "ﬁn@example.org, FIN@example.org",
            "Ａｄａ@example.org, ada@example.org", "K@example.org, k@example.org", "ﬀﬁ@example.org, FFFI@example.org",
            "İ@example.org, i̇@example.org", "ꭰ@example.org, Ꭰ@example.org", "ǆ@example.org, Ǆ@example.org",
            "µ@example.org, Μ@example.org"})
    void one_address_has_many_spellings(String one, String other) {
        assertThat(new EmailAddress(one).normalised()).isEqualTo(new EmailAddress(other).normalised());
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({"ı@example.org, i@example.org", "İ@example.org, i@example.org", "é@example.org, e@example.org",
            "a.b@example.org, ab@example.org", "ada+shop@example.org, ada@example.org", "а@example.org, a@example.org"})
    void letters_that_only_look_alike_stay_apart(String one, String other) {
        assertThat(new EmailAddress(one).normalised()).isNotEqualTo(new EmailAddress(other).normalised());
    }

    @Test
    void every_letter_meets_its_capital_and_its_decomposition() {
        assertThat(everyLetter()).hasSizeGreaterThan(10_000);
        assertThat(everyLetter().filter(
                letter -> otherForms(letter).anyMatch(other -> !normalised(other).equals(normalised(letter))))).isEmpty();
    }

    @Test
    void the_compared_form_is_its_own_compared_form() {
        assertThat(everyLetter().filter(letter -> !normalised(normalised(letter)).equals(normalised(letter)))).isEmpty();
    }

    private static String normalised(String letter) {
        String whole = new EmailAddress("x" + letter + "x@example.org").normalised();
        return whole.substring(1, whole.indexOf("x@example.org"));
    }

    /**
     * Each that has a capital or a decomposition, without dotless i, whose capital is that of i, and the ligatures of several words, which decompose
     * into spaces.
     */
    private static Stream<String> everyLetter() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(Character::isLetter).filter(
                letter -> letter != 'ı').mapToObj(Character::toString).filter(
                        letter -> otherForms(letter).anyMatch(other -> !other.equals(letter))).filter(
                                letter -> !Normalizer.normalize(letter, Normalizer.Form.NFKD).contains(" "));
    }

    private static Stream<String> otherForms(String letter) {
        return Stream.of(letter.toUpperCase(Locale.ROOT), letter.toLowerCase(Locale.ROOT),
                Normalizer.normalize(letter, Normalizer.Form.NFKD));
    }
}
