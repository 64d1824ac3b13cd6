package io.tributary.order.paymentoutcome;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.Reactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentOutcomeConfiguration {
    @Bean
    PolicyDefinition confirmOrders(Reactions reactions) {
        return new PolicyDefinition("when-payment-authorized-then-confirm-order", EventSource.topics("payment"),
                new WhenPaymentAuthorizedThenConfirmOrder(reactions));
    }

    @Bean
    PolicyDefinition cancelDeclinedOrders(Reactions reactions) {
        return new PolicyDefinition("when-payment-declined-then-cancel-order", EventSource.topics("payment"),
                new WhenPaymentDeclinedThenCancelOrder(reactions));
    }
}
