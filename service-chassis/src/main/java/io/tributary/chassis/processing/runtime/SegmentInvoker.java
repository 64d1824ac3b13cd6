package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.kafka.records.StrayRecord;
import io.tributary.chassis.kafka.records.UnreadableRecord;
import io.tributary.chassis.processing.deadletters.Parking;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Calls the handlers of one processor: an event that the segment has handled before is left out, one that nobody can read fails. */
final class SegmentInvoker extends SimpleEventHandlerInvoker {
    private static final String COUNT = SegmentInvoker.class.getName() + ".count";
    private final SegmentTokens tokens;
    private final ProcessorWatch watch;
    private final Parking parking;

    private SegmentInvoker(Builder<?> builder, SegmentTokens tokens, ProcessorWatch watch, Parking parking) {
        super(builder);
        this.parking = parking;
        this.tokens = tokens;
        this.watch = watch;
    }

    static SegmentInvoker of(Object handler, ParameterResolverFactory parameters, HandlerDefinition definition, SegmentTokens tokens,
            ProcessorWatch watch, Parking parking) {
        var builder = new Builder<>();
        builder.eventHandlers(handler);
        builder.parameterResolverFactory(parameters);
        builder.handlerDefinition(definition);
        builder.listenerInvocationErrorHandler(PropagatingErrorHandler.instance());
        return new SegmentInvoker(builder, tokens, watch, parking);
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return event.getPayloadType() == StrayRecord.class
                ? sequencingPolicyMatchesSegment(event, segment)
                : super.canHandle(event, segment);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return payloadType == StrayRecord.class || super.canHandleType(payloadType);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        if (!sequencingPolicyMatchesSegment(event, segment) || tokens.handled(segment.getSegmentId(), event)) {
            return;
        }
        parking.handle(event, String.valueOf(sequenceIdentifier(event)), segment.getSegmentId(), () -> {
            invoke(event);
            count();
        });
    }

    /** Of a batch that is tried again, only the last attempt counts. */
    private void count() {
        var batch = CurrentUnitOfWork.get();
        batch.getOrComputeResource(COUNT, _ -> {
            var counted = new LongAdder();
            batch.afterCommit(_ -> watch.applied(counted.sum()));
            return counted;
        }).increment();
    }

    /** Calls the handlers, whatever the tokens say. */
    void invoke(EventMessage<?> event) throws Exception {
        try {
            if (event.getPayloadType() == StrayRecord.class) {
                throw new UnreadableRecord(((StrayRecord) event.getPayload()).fact(), null);
            }
            invokeHandlers(event);
        } catch (Exception e) {
            watch.failed(e);
            throw e;
        } catch (Error e) { // Axon's worker would end by it, for good and without a word
            watch.failed(e);
            throw new EventProcessingException("the handler ended with an error", e);
        }
    }

    @Override
    public void segmentReleased(Segment segment) {
        parking.released(segment.getSegmentId());
    }
}
