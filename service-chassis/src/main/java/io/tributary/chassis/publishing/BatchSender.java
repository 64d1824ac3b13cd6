package io.tributary.chassis.publishing;

import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.security.TraceContext;
import io.tributary.eventstore.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends events as one transaction of the broker: readers see all of a batch or nothing. */
final class BatchSender {
    private static final byte[] TRACE = "\"traceparent\"".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.shared();
    private final String owner;
    private final String log;
    private final PublishedTypes types;

    BatchSender(String owner, String log, PublishedTypes types) {
        this.owner = owner;
        this.log = log;
        this.types = types;
    }

    /** Returns once the broker has committed the batch; the token behind it is to be stored then. Fails with nothing visible, or with the outcome unknown. */
    PublisherToken send(Producer<String, byte[]> producer, List<StoredEvent> events, PublisherToken from) {
        var last = from.last();
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var stored : events) {
            if (types.mayLeave(stored.event())) {
                records.add(record(stored, from.generation(), last));
            }
        }
        if (!records.isEmpty()) {
            producer.beginTransaction();
            // A failed send fails the commit below: nothing has to be asked of the single futures.
            records.forEach(producer::send);
            producer.commitTransaction();
        }
        return from.advancedTo(events.getLast().position() + 1, last);
    }

    private ProducerRecord<String, byte[]> record(StoredEvent stored, int generation, long[] last) {
        var event = stored.event();
        int partition = TopicName.partitionOf(event.aggregateId());
        var place = new LogPlace(owner, log, generation, stored.position(), last[partition]);
        last[partition] = stored.position();
        return RecordFormat.write(
                new EventRecord(event.id().toString(), event.type(), Integer.toString(event.version()), event.recordedAt(),
                        event.aggregateType(), event.aggregateId(), event.sequence(), place, event.metadata(), event.payload()),
                trace(event.metadata()));
    }

    private static Map<String, String> trace(byte[] metadata) {
        if (!contains(metadata, TRACE)) {
            return Map.of();
        }
        var trace = new HashMap<String, String>();
        try {
            var tree = JSON.readTree(metadata);
            TraceContext.HEADERS.forEach(name -> tree.path(name).asStringOpt().ifPresent(value -> trace.put(name, value)));
        } catch (JacksonException _) {
            // What is damaged leaves as it is: each reader parks it, and the publisher goes on.
        }
        return trace;
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            int j = 0;
            while (j < part.length && text[i + j] == part[j]) {
                j++;
            }
            if (j == part.length) {
                return true;
            }
        }
        return false;
    }
}
