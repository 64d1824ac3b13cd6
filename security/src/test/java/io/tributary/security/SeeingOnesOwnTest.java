package io.tributary.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeeingOnesOwnTest {
    private static final UUID MINE = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHERS = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final Caller CUSTOMER = new Caller(MINE.toString(), Set.of(Role.CUSTOMER));

    @Test
    void a_customer_sees_their_own_only() {
        assertThat(CUSTOMER.maySee(MINE)).isTrue();
        assertThat(CUSTOMER.maySee(OTHERS)).isFalse();
    }

    @Test
    void a_customers_list_is_their_own_or_empty() {
        assertThat(CUSTOMER.ownerToList(null)).isEqualTo(MINE);
        assertThat(CUSTOMER.ownerToList(MINE)).isEqualTo(MINE);
        assertThat(CUSTOMER.ownerToList(OTHERS)).isNotIn(MINE, OTHERS);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "CUSTOMER", mode = EnumSource.Mode.EXCLUDE)
    void others_see_everything(Role role) {
        var caller = new Caller("somebody", Set.of(role));
        assertThat(caller.maySee(OTHERS)).isTrue();
        assertThat(caller.ownerToList(null)).isNull();
        assertThat(caller.ownerToList(OTHERS)).isEqualTo(OTHERS);
    }

    @Test
    void nobody_and_a_customer_who_is_no_user_see_nothing() {
        for (Caller caller : Set.of(new Caller(Caller.NOBODY, Set.of()), new Caller("cli", Set.of(Role.CUSTOMER)))) {
            assertThat(caller.maySee(OTHERS)).isFalse();
            assertThat(caller.ownerToList(null)).isNotNull().isNotIn(MINE, OTHERS);
            assertThat(caller.ownerToList(OTHERS)).isNotIn(MINE, OTHERS);
        }
    }

    @Test
    void without_the_role_a_matching_subject_owns_nothing() {
        assertThat(new Caller(MINE.toString(), Set.of()).maySee(MINE)).isFalse();
    }
}
