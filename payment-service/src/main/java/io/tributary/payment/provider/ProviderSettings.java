package io.tributary.payment.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient this service is with the provider.
 *
 * @param answerTime how long an answer may take before the call is sent again; doubled with each attempt up to eightfold
 * @param pause how long a call that was not taken rests, doubled with each attempt up to 30 s
 */
@ConfigurationProperties("tributary.provider")
record ProviderSettings(@DefaultValue("5s") Duration answerTime, @DefaultValue("250ms") Duration pause) {}
