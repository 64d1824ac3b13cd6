package io.tributary.chassis.kafka;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Who a service is to the broker: {@code tributary.kafka.username}, {@code .password} and {@code .security-protocol}. Without a user name
 * the broker is expected to ask for none.
 */
public record KafkaLogin(String user, String password, String protocol) {
    public static final KafkaLogin NONE = new KafkaLogin("", "", "");
    private static final String WITH_PASSWORD = "SASL_PLAINTEXT";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    /** What every client of the service adds to its settings. */
    Map<String, Object> properties() {
        if (user.isEmpty()) {
            return protocol.isEmpty() ? Map.of() : Map.of(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        return Map.of(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.isEmpty() ? WITH_PASSWORD : protocol,
                SaslConfigs.SASL_MECHANISM,
                MECHANISM, SaslConfigs.SASL_JAAS_CONFIG, MODULE.formatted(quoted(user), quoted(password)));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public String toString() {
        return user.isEmpty() ? "no login" : user;
    }
}
