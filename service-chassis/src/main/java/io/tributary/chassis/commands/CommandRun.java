package io.tributary.chassis.commands;

import io.tributary.api.AggregateCommand;
import io.tributary.eventstore.axon.CommitReceipt;
import io.tributary.eventstore.axon.UnitOfWorkCommit;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * What one dispatch of a command asks for beside the command, and what became of it. Travels in the message's metadata; a retried command
 * runs through it again, the last run counts. Used by one thread.
 */
final class CommandRun {
    static final String METADATA = "tributary.run";
    private final @Nullable String target;
    private final OptionalLong expectedVersion;
    private final @Nullable Answering answering;
    private final AcceptedFacts facts;
    private OptionalLong unchangedVersion = OptionalLong.empty();
    private @Nullable UnitOfWorkCommit commit;
    private @Nullable Accepted accepted;

    /** What a command is answered with: made once from the facts of its commit, stored with it, and given again to every repetition. */
    record Answering(IdempotencyKey key, Function<Accepted, byte[]> answer) {}

    CommandRun(Object command, OptionalLong expectedVersion, @Nullable Answering answering, AcceptedFacts facts) {
        Object payload = command instanceof CommandMessage<?> message ? message.getPayload() : command;
        this.target = payload instanceof AggregateCommand one ? one.target().text() : null;
        this.expectedVersion = expectedVersion;
        this.answering = answering;
        this.facts = facts;
    }

    static @Nullable CommandRun of(CommandMessage<?> message) {
        return message.getMetaData().get(METADATA) instanceof CommandRun run ? run : null;
    }

    @Nullable
    String target() {
        return target;
    }

    boolean expectsVersion() {
        return target != null && expectedVersion.isPresent();
    }

    void rememberWith(UnitOfWorkCommit made) {
        commit = made;
        unchangedVersion = OptionalLong.empty();
        if (answering != null) {
            made.remember(answering.key().hash(), answering.key().digest(), receipt -> answering.answer().apply(factsOf(receipt)));
        }
    }

    /** The command changed nothing: the aggregate stays at this version. */
    void unchanged(long version) {
        requireVersion(version);
        unchangedVersion = OptionalLong.of(version);
    }

    /** {@code actual} is the version in the store. */
    void requireVersion(long actual) {
        if (expectsVersion() && expectedVersion.getAsLong() != actual) {
            if (commit != null) {
                commit.failsByTheStore();
            }
            throw new VersionConflict(expectedVersion.getAsLong(), actual);
        }
    }

    /** The command was decided on version {@code decidedOn}; {@code stored} is the version in the store if both differ from what was expected. */
    void requireVersion(long decidedOn, LongSupplier stored) {
        if (expectsVersion() && expectedVersion.getAsLong() != decidedOn) {
            requireVersion(stored.getAsLong());
            throw new ConcurrencyException(
                    "aggregate %s was decided on at version %d, which is not the newest".formatted(target, decidedOn));
        }
    }

    void accept(@Nullable CommitReceipt receipt) {
        accepted = receipt == null ? new Accepted(unchangedVersion, facts.noToken()) : factsOf(receipt);
    }

    Accepted accepted() {
        if (accepted == null) {
            throw new IllegalStateException("the command for %s ended without a commit: is its bus the chassis'?".formatted(target));
        }
        return accepted;
    }

    private Accepted factsOf(CommitReceipt receipt) {
        Accepted made = facts.of(receipt, target);
        return made.version().isPresent() ? made : new Accepted(unchangedVersion, made.token());
    }
}
