package io.tributary.payment.provider;

import java.time.Duration;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Sends open calls to the provider until each has been answered and its answer has had its effect. Several instances share the work. An
 * answer that is lost, or whose effect fails, is asked for again: the provider repeats it under the same call id.
 */
@Component
class WhenProviderCallIsDueThenSendIt {
    static final int STUCK_AFTER_ATTEMPTS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(WhenProviderCallIsDueThenSendIt.class);
    private static final int AT_ONCE = 50;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private final ProviderCallTable calls;
    private final PaymentProvider provider;
    private final CommandGateway commands;
    private final ProviderSettings settings;

    WhenProviderCallIsDueThenSendIt(ProviderCallTable calls, PaymentProvider provider, @Lazy CommandGateway commands,
            ProviderSettings settings) {
        this.calls = calls;
        this.provider = provider;
        this.commands = commands;
        this.settings = settings;
    }

    /** Each on a thread of its own: a provider that does not come back from one call holds up no other. */
    void sendDueCalls() {
        calls.claimDue(AT_ONCE, settings.answerTime()).forEach(call -> Thread.ofVirtual().name("provider-call").start(() -> send(call)));
    }

    private void send(ProviderCall call) {
        UUID id = call.request().callId();
        if (call.attempts() == STUCK_AFTER_ATTEMPTS) {
            LOG.error("provider call {} of payment {} is not done after {} attempts and goes on being sent: {}", id, call.paymentId(),
                    call.attempts() - 1, call.request());
        }
        try {
            provider.send(call.request(), answer -> take(call, answer));
        } catch (ProviderUnavailable e) {
            calls.retryAfter(id, pauseAfter(call.attempts()), e.toString());
        }
    }

    /** The one boundary for whatever an answer meets: the call stays open, says why, and is sent again. */
    private void take(ProviderCall call, ProviderAnswer answer) {
        UUID id = call.request().callId();
        try {
            ProviderAnswers.command(call.paymentId(), answer).ifPresent(commands::sendAndWait);
            calls.answered(id);
        } catch (ConcurrencyException e) {
            calls.retryAfter(id, Duration.ZERO, e.toString()); // someone else changed the payment first: decided again at once
        } catch (RuntimeException e) {
            calls.retryAfter(id, pauseAfter(call.attempts()), e.toString());
        }
    }

    private Duration pauseAfter(int attempts) {
        var pause = settings.pause().multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
