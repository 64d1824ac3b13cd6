package io.tributary.order.paymentdeadline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code paymentDeadline}: how long a placed order waits for its payment. */
@ConfigurationProperties("tributary")
record PaymentDeadlineSettings(@DefaultValue("30s") Duration paymentDeadline) {}
