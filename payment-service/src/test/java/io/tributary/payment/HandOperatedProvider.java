package io.tributary.payment;

import io.tributary.payment.provider.PaymentProvider;
import io.tributary.payment.provider.ProviderAnswer;
import io.tributary.payment.provider.ProviderAnswer.Authorized;
import io.tributary.payment.provider.ProviderRequest;
import io.tributary.payment.provider.ProviderRequest.Authorize;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The built-in provider, whose silent card answers when a test says so. */
@Component
@Primary
public class HandOperatedProvider implements PaymentProvider {
    private record Asked(UUID hold, Consumer<ProviderAnswer> answers) {}

    private final PaymentProvider provider;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    HandOperatedProvider(@Qualifier("simulatedProvider") PaymentProvider provider) {
        this.provider = provider;
    }

    @Override
    public void send(ProviderRequest request, Consumer<ProviderAnswer> answers) {
        provider.send(request, answers);
        if (request instanceof Authorize) {
            asked.add(new Asked(request.hold(), answers));
        }
    }

    public boolean wasAsked(UUID hold) {
        return asked.stream().anyMatch(request -> request.hold().equals(hold));
    }

    /** Answers the latest request for this hold. */
    public void authorize(UUID hold) {
        asked.stream().filter(request -> request.hold().equals(hold)).reduce((_, later) -> later).orElseThrow().answers().accept(
                new Authorized(hold, "simulated-" + hold));
    }
}
