package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.GRACE;
import static io.tributary.user.account.UserExamples.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserCommand;
import io.tributary.api.user.UserCommand.ChangeEmail;
import io.tributary.api.user.UserCommand.DeactivateUser;
import io.tributary.api.user.UserCommand.ReactivateUser;
import io.tributary.api.user.UserCommand.RegisterUser;
import io.tributary.api.user.UserCommand.RenameUser;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserRejected;
import io.tributary.user.account.User.NotRegistered;
import io.tributary.user.account.User.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnyHistoryOfAUserTest {
    static List<Long> seeds() {
        return RandomGenerator.getDefault().longs(20).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_command_is_applied_or_refused_and_repeating_it_changes_nothing(long seed) {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        User user = new NotRegistered();
        var history = new ArrayList<UserEvent>();
        for (int step = 0; step < 500; step++) {
            UserCommand command = anyCommand(random);
            User before = user;
            List<UserEvent> events = decided(user, command);
            for (UserEvent event : events) {
                user = User.evolve(user, event);
            }
            history.addAll(events);
            assertThat(events).hasSizeLessThanOrEqualTo(command instanceof RegisterUser ? 2 : 1);
            assertThat(events.isEmpty()).isEqualTo(user.equals(before));
            assertThat(decided(user, command)).isEmpty();
        }
        assertThat(history.getFirst()).isInstanceOf(UserRegistered.class);
        assertThat(history).filteredOn(UserRegistered.class::isInstance).hasSize(1);
        assertThat(user).isInstanceOfSatisfying(Registered.class, it -> assertThat(it.id()).isEqualTo(ADA).isNotEqualTo(GRACE));
    }

    private static List<UserEvent> decided(User user, UserCommand command) {
        try {
            return UserDecider.decide(user, command);
        } catch (UserRejected _) {
            return List.of();
        }
    }

    private static UserCommand anyCommand(RandomGenerator random) {
        var name = new PersonName("Ada " + random.nextInt(3));
        var email = new EmailAddress("ada%d@example.org".formatted(random.nextInt(3)));
        return switch (random.nextInt(5)) {
            case 0 -> new RegisterUser(ADA, name, email, KEY.claimOf(email));
            case 1 -> new RenameUser(ADA, name);
            case 2 -> new ChangeEmail(ADA, email, KEY.claimOf(email));
            case 3 -> new DeactivateUser(ADA, "left");
            default -> new ReactivateUser(ADA);
        };
    }
}
