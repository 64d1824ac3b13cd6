package io.tributary.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "ада@пример.рф", "o'hara+tag@sub.example", "用户@例子", "😀@example.org", "a@b"})
    void an_address_may_be_written_in_any_script(String text) {
        assertThat(new EmailAddress(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "@example.org", "ada@", "a@b@c", "a b@c", "a\u00a0b@c", "a@b c", "a\u0000@b", "a\ud800@b",
            "a\u200b@b", "a\n@b"})
    void text_that_is_no_address_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text)).withMessageContaining("name@domain");
    }

    @Test
    void an_address_has_at_most_254_characters() {
        String domain = "d".repeat(EmailAddress.MAX_LENGTH - 2);
        assertThat(new EmailAddress("a@" + domain).value()).hasSize(254);
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("a@" + domain + "d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("a".repeat(65) + "@d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "Ада Лавлейс", "李", "Zoë O'Hara-Smith", "👩‍🚀", "X Æ A-12", "ܒܪ"})
    void a_name_may_be_written_in_any_script(String text) {
        assertThat(new PersonName(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u200b", "\u3000\u2003", "A\u0000", "A\nB", "A\ud800", "\udc00B"})
    void text_that_is_no_name_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonName(text)).withMessageContaining("name");
    }

    @Test
    void a_name_has_at_most_200_characters() {
        assertThat(new PersonName("x".repeat(PersonName.MAX_LENGTH)).value()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonName("x".repeat(PersonName.MAX_LENGTH + 1)));
    }
}
