package io.tributary.chassis.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Who a service is to the broker: {@code tributary.kafka.username}, {@code .password} and {@code .security-protocol}. Without a user name
 * the broker is expected to ask for none.
 *
 * @param trusted file of the certificates that a broker's may be signed by, where the protocol encrypts; empty: those that Java trusts
 */
public record KafkaLogin(String user, String password, String protocol, String trusted) {
    public static final KafkaLogin NONE = new KafkaLogin("", "", "", "");
    private static final String WITH_PASSWORD = "SASL_PLAINTEXT";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    /** What every client of the service adds to its settings. */
    Map<String, Object> properties() {
        var settings = new HashMap<String, Object>();
        if (!user.isEmpty()) {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, WITH_PASSWORD);
            settings.put(SaslConfigs.SASL_MECHANISM, MECHANISM);
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, MODULE.formatted(quoted(user), quoted(password)));
        }
        if (!protocol.isEmpty()) {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        if (!trusted.isEmpty()) {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, trusted);
        }
        return settings;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public String toString() {
        return user.isEmpty() ? "no login" : user;
    }
}
