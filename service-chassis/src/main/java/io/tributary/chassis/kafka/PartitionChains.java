package io.tributary.chassis.kafka;

import io.tributary.chassis.kafka.StreamAlarm.Kind;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.TopicName;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds a reader to the chain of predecessors: every event is either a duplicate, or the next one of its partition, or proof of a loss.
 */
final class PartitionChains {
    private final Map<Chain, Long> last = new HashMap<>();
    private final Map<String, String> logs = new HashMap<>();

    /** One for all generations of a topic: positions are the log's. */
    private record Chain(String owner, int partition) {}

    PartitionChains(TopicToken start) {
        start.partitions().forEach((partition, progress) -> last.merge(new Chain(TopicName.ownerOf(partition.topic()),
                partition.partition()), progress.last(), Math::max));
        start.logs().forEach((topic, log) -> logs.put(TopicName.ownerOf(topic), log));
    }

    /**
     * Whether the event is new; false for one that was read before.
     *
     * @throws StreamAlarm if events before it are missing, or it is from elsewhere
     */
    boolean isNext(TopicPartition partition, EventRecord event) {
        var place = event.place();
        checkOrigin(partition, place);
        var chain = new Chain(place.owner(), partition.partition());
        long reached = last.getOrDefault(chain, LogPlace.NONE);
        if (place.position() <= reached) {
            return false;
        }
        if (place.predecessor() > reached) {
            throw new StreamAlarm(Kind.MISSING_EVENTS, partition, "event " + event.id() + " at position " + place.position() + " follows "
                    + place.predecessor() + ", but the last one read is " + reached);
        }
        last.put(chain, place.position());
        return true;
    }

    private void checkOrigin(TopicPartition partition, LogPlace place) {
        var topic = new TopicName(place.owner(), place.generation()).text();
        if (!topic.equals(partition.topic())) {
            throw new StreamAlarm(Kind.FOREIGN_GENERATION, partition,
                    "position " + place.position() + " was published for " + topic);
        }
        var known = logs.putIfAbsent(place.owner(), place.log());
        if (known != null && !known.equals(place.log())) {
            throw new StreamAlarm(Kind.FOREIGN_LOG, partition,
                    "position " + place.position() + " is from log " + place.log() + ", expected " + known);
        }
    }
}
