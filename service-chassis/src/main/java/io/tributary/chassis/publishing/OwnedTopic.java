package io.tributary.chassis.publishing;

import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.records.TopicName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the owner's topic if it is missing. Topics keep everything. */
record OwnedTopic(KafkaClients clients) {
    private static final short BROKERS_DEFAULT = -1;
    private static final Map<String, String> KEEPS_EVERYTHING = Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy",
            "delete", "max.message.bytes", Integer.toString(16 * 1024 * 1024));

    /** The id the broker gave to the topic when it was made: another id means another, empty topic of the same name. */
    String ensure(TopicName topic) throws InterruptedException {
        try (var admin = clients.admin()) {
            var found = describe(admin, topic);
            if (found.isEmpty()) {
                create(admin, topic);
                return ensure(topic);
            }
            int partitions = found.get().partitions().size();
            if (partitions != TopicName.PARTITIONS) {
                throw new IllegalStateException(
                        "topic " + topic.text() + " has " + partitions + " partitions, expected " + TopicName.PARTITIONS
                                + ": events of an aggregate would change their partition");
            }
            return found.get().topicId().toString();
        }
    }

    private static Optional<TopicDescription> describe(Admin admin, TopicName topic) throws InterruptedException {
        try {
            return Optional.ofNullable(await(admin.describeTopics(List.of(topic.text())).allTopicNames()).get(topic.text()));
        } catch (UnknownTopicOrPartitionException _) {
            return Optional.empty();
        }
    }

    private static void create(Admin admin, TopicName topic) throws InterruptedException {
        try {
            var wanted = new NewTopic(topic.text(), TopicName.PARTITIONS, BROKERS_DEFAULT).configs(KEEPS_EVERYTHING);
            await(admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException _) {
            // another instance was faster
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }
}
