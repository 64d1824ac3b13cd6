package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.CLAIM;
import static io.tributary.user.account.UserExamples.EMAIL;
import static io.tributary.user.account.UserExamples.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.api.user.EmailAddress;
import org.junit.jupiter.api.Test;

class EmailClaimKeyTest {
    @Test
    void spellings_of_one_address_meet_in_one_claim() {
        assertThat(KEY.claimOf(new EmailAddress("ADA@Example.ORG"))).isEqualTo(CLAIM);
        assertThat(KEY.claimOf(new EmailAddress("ada@example.com"))).isNotEqualTo(CLAIM);
    }

    @Test
    void stored_claims_stay_where_they_are() {
        assertThat(CLAIM.text()).isEqualTo("03fbaedf01603b5f2597d58b1a9e47c2ebbe9d3b708c2c0b0b9b5a5d1b1ce0ed");
    }

    @Test
    void another_key_finds_none_of_them() {
        assertThat(new EmailClaimKey("another key of more than thirty-two characters").claimOf(EMAIL)).isNotEqualTo(CLAIM);
    }

    @Test
    void a_short_key_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailClaimKey("x".repeat(31))).withMessageContaining("32");
    }

    @Test
    void the_key_is_not_printed() {
        assertThat(KEY.toString()).doesNotContain("thirty");
    }
}
