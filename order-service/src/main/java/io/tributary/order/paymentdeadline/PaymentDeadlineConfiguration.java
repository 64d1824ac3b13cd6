package io.tributary.order.paymentdeadline;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

@Configuration(proxyBeanMethods = false)
class PaymentDeadlineConfiguration implements SchedulingConfigurer {
    /** Keeps a cancellation well within a second of its time, on a busy machine too. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private final WhenPaymentIsLateThenCancelOrder policy;

    PaymentDeadlineConfiguration(WhenPaymentIsLateThenCancelOrder policy) {
        this.policy = policy;
    }

    @Bean
    PolicyDefinition awaitPayments(OpenDeadlines deadlines, PaymentDeadlineSettings settings) {
        return new PolicyDefinition("when-payment-is-late-then-cancel-order", EventSource.ownLog(),
                new WhenOrderPlacedThenAwaitPayment(deadlines, settings));
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(policy::cancelLateOrders, BETWEEN_LOOKS);
    }
}
