package io.tributary.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.events.EventCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A consumer's contract: the events of other owners it needs, and of each the fields it reads, in {@code consumed-events.json} in the
 * consumer's root package. An owner that drops or changes one of them fails the consumer's build before it can fail the consumer.
 */
public final class ConsumedEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final ObjectNode contract;

    /** The contract beside the class. */
    public ConsumedEvents(Class<?> root) {
        try (InputStream file = root.getResourceAsStream("consumed-events.json")) {
            assertThat(file).as("consumed-events.json beside " + root.getName()).isNotNull();
            contract = (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConsumedEvents(ObjectNode contract) {
        this.contract = contract;
    }

    /** One check for every event of the contract, against what the owners write today. */
    public Stream<DynamicTest> checks(Class<?>... owners) {
        var catalog = EventCatalog.of(owners);
        return contract.properties().stream().map(
                event -> DynamicTest.dynamicTest(event.getKey() + " has what is read of it",
                        () -> check(catalog, event.getKey(), event.getValue())));
    }

    private static void check(EventCatalog catalog, String event, JsonNode fields) {
        var type = catalog.classOf(event);
        assertThat(type).as("event %s, which this consumer reads", event).isPresent();
        assertThat(EventShape.missing(fields, EventShape.of(type.orElseThrow()), event)).isEmpty();
    }
}
