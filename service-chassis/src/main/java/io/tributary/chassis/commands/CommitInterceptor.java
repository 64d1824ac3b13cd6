package io.tributary.chassis.commands;

import io.tributary.api.Rejected;
import io.tributary.eventstore.axon.CommitLogEventStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** Holds a command to the version its caller expected, attaches its answer to the commit, and notes what was committed. */
final class CommitInterceptor implements MessageHandlerInterceptor<CommandMessage<?>>, MessageDispatchInterceptor<EventMessage<?>> {
    private static final String FIRST_SEQUENCES = CommitInterceptor.class.getName();
    private final CommitLogEventStore store;

    CommitInterceptor(CommitLogEventStore store) {
        this.store = store;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        CommandRun run = CommandRun.of(unitOfWork.getMessage());
        if (run == null) {
            return chain.proceed();
        }
        var commit = store.commitOfUnitOfWork();
        run.rememberWith(commit);
        Object result = proceed(run, chain);
        unitOfWork.onPrepareCommit(unit -> compareVersions(run, unit));
        unitOfWork.afterCommit(_ -> run.accept(commit.receipt().orElse(null)));
        return result;
    }

    /** A refusal of a caller who looked at an older version is answered as that, not as a refusal. */
    private Object proceed(CommandRun run, InterceptorChain chain) throws Exception {
        try {
            return chain.proceed();
        } catch (Rejected | AggregateNotFoundException refused) {
            if (run.target() instanceof String target && run.expectsVersion()) {
                run.requireVersion(storedVersion(target));
            }
            throw refused;
        }
    }

    private void compareVersions(CommandRun run, UnitOfWork<?> unitOfWork) {
        if (!(run.target() instanceof String target)) {
            return;
        }
        Long decidedOn = firstSequences(unitOfWork).get(target);
        if (decidedOn == null) {
            run.unchanged(storedVersion(target));
        } else {
            run.requireVersion(decidedOn, () -> storedVersion(target, decidedOn));
        }
    }

    /** Looks for one event, where nobody has written behind {@code atLeast}; the search for the last one is several round trips in MongoDB. */
    private long storedVersion(String aggregateId, long atLeast) {
        return store.log().readAggregate(aggregateId, atLeast, 1).isEmpty() ? atLeast : storedVersion(aggregateId);
    }

    private long storedVersion(String aggregateId) {
        return store.log().lastSequence(aggregateId).orElse(-1) + 1;
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        CurrentUnitOfWork.ifStarted(unitOfWork -> {
            for (EventMessage<?> event : events) {
                if (event instanceof DomainEventMessage<?> changed) {
                    firstSequences(unitOfWork.root()).putIfAbsent(changed.getAggregateIdentifier(), changed.getSequenceNumber());
                }
            }
        });
        return (_, event) -> event;
    }

    private static Map<String, Long> firstSequences(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getOrComputeResource(FIRST_SEQUENCES, _ -> new HashMap<>());
    }
}
