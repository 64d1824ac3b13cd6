package io.tributary.chassis.security;

import io.tributary.security.Caller;
import io.tributary.security.RequestId;
import io.tributary.security.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Writes into the metadata of every event who caused it and why: {@code by} the subject, {@code role}, and the {@code request} it all
 * began with. What a policy does is done by its service, because of the event named by {@code cause}; what it does when a caller has a
 * parked event handled again is done by that caller, because of the same event. Axon adds the command's id as {@code correlationId}. The
 * trace that the request belongs to goes the same way, if its caller named one.
 */
public final class WhoAndWhy implements CorrelationDataProvider {
    private static final String BY = "by";
    private static final String ROLE = "role";
    private static final String REQUEST = "request";
    private static final String CAUSE = "cause";
    private final String service;

    WhoAndWhy(String service) {
        this.service = service;
    }

    /** What a command that follows from this event has to carry. */
    public static Map<String, String> because(EventMessage<?> cause) {
        var why = new HashMap<String, String>();
        why.put(CAUSE, cause.getIdentifier());
        if (cause.getMetaData().get(REQUEST) instanceof String request) {
            why.put(REQUEST, request);
        }
        why.putAll(TraceContext.in(cause.getMetaData()));
        return why;
    }

    /** A command runs in the thread that answers its request, or in that of a policy. */
    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        if (!(message instanceof CommandMessage<?> command)) {
            return Map.of();
        }
        var data = new HashMap<String, String>();
        for (String name : List.of(CAUSE, REQUEST)) {
            if (command.getMetaData().get(name) instanceof String value) {
                data.put(name, value);
            }
        }
        Map<String, String> trace = TraceContext.current();
        data.putAll(trace.isEmpty() ? TraceContext.in(command.getMetaData()) : trace);
        String request = RequestId.current();
        data.putAll(request.isEmpty() ? Map.of(BY, service, ROLE, Role.SERVICE.text()) : byCaller(Caller.current(), request));
        return data;
    }

    private static Map<String, String> byCaller(Caller caller, String request) {
        String roles = caller.roles().stream().map(Role::text).sorted().collect(Collectors.joining(","));
        return Map.of(BY, caller.subject(), ROLE, roles, REQUEST, request);
    }
}
