package io.tributary.payment;

import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.chassis.publishing.PublicationList;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What leaves this service. A hold that was refused because it came late stays: for everybody else that payment has ended before. */
@Configuration(proxyBeanMethods = false)
class PaymentPublications {
    @Bean
    PublicationList publications() {
        return new PublicationList("payment",
                Set.of(PaymentRequested.class, PaymentAuthorized.class, PaymentDeclined.class, PaymentCaptured.class,
                        PaymentVoided.class, PaymentRefunded.class));
    }
}
