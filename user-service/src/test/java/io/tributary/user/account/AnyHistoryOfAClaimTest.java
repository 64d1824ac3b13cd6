package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.CLAIM;
import static io.tributary.user.account.UserExamples.GRACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.EmailClaimCommand;
import io.tributary.api.user.EmailClaimCommand.ClaimEmail;
import io.tributary.api.user.EmailClaimCommand.ReleaseEmail;
import io.tributary.api.user.EmailClaimEvent;
import io.tributary.api.user.EmailClaimEvent.EmailClaimed;
import io.tributary.api.user.EmailClaimEvent.EmailReleased;
import io.tributary.api.user.EmailClaimId;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserRejected;
import io.tributary.user.account.EmailClaim.Free;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnyHistoryOfAClaimTest {
    private static final List<UserId> USERS = List.of(ADA, GRACE, UserId.of("33333333-3333-4333-8333-333333333333"));
    private @Nullable UserId holder;

    static List<Long> seeds() {
        return RandomGenerator.getDefault().longs(20).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_address_has_one_holder_at_a_time_and_only_the_holder_gives_it_up(long seed) {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        EmailClaim claim = new Free();
        for (int step = 0; step < 500; step++) {
            EmailClaimCommand command = anyCommand(random);
            for (EmailClaimEvent event : decided(claim, command)) {
                follow(event);
                claim = EmailClaim.evolve(event);
            }
            assertThat(decided(claim, command)).as("said twice").isEmpty();
        }
    }

    private void follow(EmailClaimEvent event) {
        switch (event) {
            case EmailClaimed e -> {
                assertThat(holder).as("holder before %s", e).isNull();
                holder = e.userId();
            }
            case EmailReleased e -> {
                assertThat(holder).as("holder before %s", e).isEqualTo(e.userId());
                holder = null;
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_move_between_two_addresses_takes_the_claims_in_the_same_order_whoever_moves(long seed) {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        var one = new EmailClaimId(Long.toHexString(random.nextLong()));
        var other = new EmailClaimId(Long.toHexString(random.nextLong()));
        assertThat(EmailClaimDecider.move(ADA, one, other)).extracting(EmailClaimCommand::claim).isEqualTo(
                EmailClaimDecider.move(GRACE, other, one).stream().map(EmailClaimCommand::claim).toList());
        assertThat(EmailClaimDecider.move(ADA, one, one)).isEmpty();
    }

    private static List<EmailClaimEvent> decided(EmailClaim claim, EmailClaimCommand command) {
        try {
            return EmailClaimDecider.decide(claim, command);
        } catch (UserRejected _) {
            return List.of();
        }
    }

    private static EmailClaimCommand anyCommand(RandomGenerator random) {
        var user = USERS.get(random.nextInt(USERS.size()));
        return random.nextBoolean() ? new ClaimEmail(CLAIM, user) : new ReleaseEmail(CLAIM, user);
    }
}
