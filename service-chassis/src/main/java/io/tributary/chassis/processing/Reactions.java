package io.tributary.chassis.processing;

import org.axonframework.eventhandling.EventMessage;

/** Sends the commands of a policy. A redelivered cause does nothing: the idempotency key is derived from the cause and the command's type. */
public interface Reactions {
    /**
     * Returns when the command was accepted, by this delivery of the cause or an earlier one.
     *
     * @throws io.tributary.api.Rejected if a rule of the domain refused it
     */
    void send(EventMessage<?> cause, Object command);
}
