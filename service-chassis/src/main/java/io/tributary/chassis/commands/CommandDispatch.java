package io.tributary.chassis.commands;

import io.tributary.chassis.publishing.PublicationList;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.KeyAlreadyUsed;
import io.tributary.eventstore.CommitLogException.OutcomeUnknown;
import io.tributary.eventstore.CommitLogException.Unavailable;
import io.tributary.eventstore.RememberedAnswer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands through the gateway once per idempotency key: a repetition gets the first answer, whatever it would be answered by itself.
 * Refusals are not remembered and leave as they are thrown.
 */
public final class CommandDispatch {
    private final CommandGateway gateway;
    private final CommitLog log;
    private final AcceptedFacts facts;

    CommandDispatch(CommandGateway gateway, CommitLog log, @Nullable PublicationList publications) {
        this.gateway = gateway;
        this.log = log;
        this.facts = new AcceptedFacts(publications);
    }

    /**
     * Returns when the command's events are stored.
     *
     * @throws VersionConflict if the aggregate is at another version than expected
     */
    public Accepted send(Object command, OptionalLong expectedVersion) {
        return run(command, new CommandRun(command, expectedVersion, null, facts));
    }

    /**
     * Returns the answer stored with the command's events, now or when the key was first used.
     *
     * @throws VersionConflict if the aggregate is at another version than expected
     * @throws KeyReused if the key was first used for a request with another digest
     */
    public byte[] sendOnce(Object command, OptionalLong expectedVersion, IdempotencyKey key, Function<Accepted, byte[]> answer) {
        try {
            return answer.apply(run(command, new CommandRun(command, expectedVersion, new CommandRun.Answering(key, answer), facts)));
        } catch (KeyAlreadyUsed repeated) {
            return firstAnswer(key, repeated.remembered());
        } catch (OutcomeUnknown | Unavailable e) {
            throw e;
        } catch (RuntimeException refused) {
            return log.answerTo(key.hash()).map(first -> firstAnswer(key, first)).orElseThrow(() -> refused);
        }
    }

    private static byte[] firstAnswer(IdempotencyKey key, RememberedAnswer first) {
        if (!first.digest().equals(key.digest())) {
            throw new KeyReused();
        }
        return first.answer();
    }

    private Accepted run(Object command, CommandRun run) {
        gateway.sendAndWait(GenericCommandMessage.asCommandMessage(command).andMetaData(Map.of(CommandRun.METADATA, run)));
        return run.accepted();
    }
}
