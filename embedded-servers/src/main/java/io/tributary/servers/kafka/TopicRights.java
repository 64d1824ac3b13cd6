package io.tributary.servers.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a service may do on the broker: make and write the topics of the context it owns, if it owns one, read those of the contexts it
 * listens to, and use groups that bear its name. Nothing else is allowed to anyone but the administrator.
 */
public record TopicRights(String service, String owned, List<String> reads) {
    private static final String ANY_HOST = "*";

    public TopicRights {
        reads = List.copyOf(reads);
    }

    /** As it stands on a command line: {@code order-service:order:user,payment}. */
    public String text() {
        return service + ":" + owned + ":" + String.join(",", reads);
    }

    public static TopicRights parse(String text) {
        String[] parts = text.split(":", -1);
        return new TopicRights(parts[0], parts[1], Arrays.stream(parts[2].split(",")).filter(name -> !name.isEmpty()).toList());
    }

    /** All generations of a context's topic begin with this. */
    public static String topic(String context) {
        return context + ".events";
    }

    public List<AclBinding> bindings() {
        List<AclBinding> bindings = new ArrayList<>();
        if (!owned.isEmpty()) {
            for (AclOperation operation : List.of(AclOperation.CREATE, AclOperation.WRITE, AclOperation.READ)) {
                bindings.add(allow(ResourceType.TOPIC, topic(owned), PatternType.PREFIXED, operation));
            }
            bindings.add(allow(ResourceType.TRANSACTIONAL_ID, owned, PatternType.LITERAL, AclOperation.WRITE));
        }
        bindings.addAll(reads.stream().map(
                context -> allow(ResourceType.TOPIC, topic(context), PatternType.PREFIXED, AclOperation.READ)).collect(
                        Collectors.toList()));
        bindings.add(allow(ResourceType.GROUP, service, PatternType.PREFIXED, AclOperation.READ));
        bindings.add(allow(ResourceType.TRANSACTIONAL_ID, service, PatternType.PREFIXED, AclOperation.WRITE));
        return bindings;
    }

    private AclBinding allow(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + service, ANY_HOST, operation, AclPermissionType.ALLOW));
    }
}
