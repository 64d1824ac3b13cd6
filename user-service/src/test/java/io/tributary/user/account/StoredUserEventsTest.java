package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.CLAIM;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.EmailClaimEvent;
import io.tributary.api.user.EmailClaimEvent.EmailClaimed;
import io.tributary.api.user.EmailClaimEvent.EmailReleased;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.testing.CorpusHistory;
import io.tributary.chassis.testing.EventCorpus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StoredUserEventsTest {
    private final EventCorpus corpus = new EventCorpus(
            EventCodec.of(UserEvent.class, EmailClaimEvent.class));

    @TestFactory
    Stream<DynamicTest> the_stored_form_of_every_user_event_holds() {
        return corpus.checks(UserEvent.class,
                List.of(UserExamples.registered(), new UserRenamed(ADA, new PersonName("Zoë 李")),
                        new UserEmailChanged(ADA, new EmailAddress("ada@пример.example")), UserExamples.deactivated(),
                        new UserReactivated(ADA)));
    }

    @Test
    void a_registration_was_once_one_event_with_the_address() {
        assertThat(corpus.read("user.user-registered", 1)).containsExactly(new UserRegistered(ADA, new PersonName("Ada Lovelace")),
                new UserEmailChanged(ADA, new EmailAddress("ada@example.org")));
    }

    @TestFactory
    Stream<DynamicTest> the_stored_form_of_every_claim_event_holds() {
        return corpus.checks(EmailClaimEvent.class, List.of(new EmailClaimed(CLAIM, ADA), new EmailReleased(CLAIM, ADA)));
    }

    @Test
    void nothing_of_it_is_other_than_it_was_committed() {
        assertThat(new CorpusHistory().changes()).isEmpty();
    }
}
