package io.tributary.servers.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The users, topics and access lists as a shell script of Kafka's own tools, for the administrator of a broker that the platform did not
 * set up. Passwords stay in files: neither the script nor a command line shows one.
 */
public final class AccessScript {
    private static final String LOGIN = " --bootstrap-server \"$KAFKA\" --command-config \"$ADMIN\"";
    /** As the services make their topics: keep everything. */
    private static final String TOPIC_SETTINGS = " --partitions 4 --config retention.ms=-1 --config retention.bytes=-1"
            + " --config cleanup.policy=delete --config max.message.bytes=16777216";

    private AccessScript() {}

    /** Expects in its environment KAFKA, the brokers; ADMIN, client settings of an administrator; SECRETS, a folder of credential files. */
    public static List<String> lines(List<TopicRights> rights) {
        List<String> lines = new ArrayList<>();
        for (TopicRights service : rights) {
            lines.add("kafka-configs.sh" + LOGIN + " --alter --entity-type users --entity-name " + service.service()
                    + " --add-config-file \"$SECRETS/kafka-" + service.service() + ".scram\"");
            if (!service.owned().isEmpty()) {
                lines.add("kafka-topics.sh" + LOGIN + " --create --if-not-exists --topic " + TopicRights.topic(service.owned())
                        + TOPIC_SETTINGS);
            }
            service.bindings().stream().collect(
                    Collectors.groupingBy(AclBinding::pattern, LinkedHashMap::new, Collectors.toList())).forEach(
                            (resource, bindings) -> lines.add(rule(service.service(), resource, bindings)));
        }
        return lines;
    }

    private static String rule(String service, ResourcePattern resource, List<AclBinding> bindings) {
        String operations = bindings.stream().map(binding -> " --operation " + name(binding.entry().operation())).collect(
                Collectors.joining());
        return "kafka-acls.sh" + LOGIN + " --add --allow-principal User:" + service + operations + " " + option(resource.resourceType())
                + " "
                + resource.name() + " --resource-pattern-type " + (resource.patternType() == PatternType.PREFIXED ? "prefixed" : "literal");
    }

    private static String option(ResourceType type) {
        return switch (type) {
            case TOPIC -> "--topic";
            case GROUP -> "--group";
            case TRANSACTIONAL_ID -> "--transactional-id";
            case UNKNOWN, ANY, CLUSTER, DELEGATION_TOKEN, USER -> throw new IllegalArgumentException("No rights on " + type);
        };
    }

    private static String name(AclOperation operation) {
        return operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
