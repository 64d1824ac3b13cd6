package io.tributary.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored form of events, held fast by sample files {@code corpus/<name>.v<version>.json} on the test class path: what was stored once
 * must be readable by every later build, and an event that changes its form needs a new version.
 */
public final class EventCorpus {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final EventCodec codec;

    public EventCorpus(EventCodec codec) {
        this.codec = codec;
    }

    /** Checks of the given events, which are to be one of every type the owner writes. */
    public Stream<DynamicTest> checks(Class<?> owned, Collection<?> samples) {
        var types = samples.stream().map(Object::getClass).collect(Collectors.toSet());
        var complete = DynamicTest.dynamicTest("there is a sample of every event",
                () -> assertThat(types).containsExactlyInAnyOrder(owned.getPermittedSubclasses()));
        return Stream.concat(Stream.of(complete), samples.stream().flatMap(this::checks));
    }

    private Stream<DynamicTest> checks(Object event) {
        EventType type = codec.catalog().typeOf(event.getClass());
        return Stream.of(
                DynamicTest.dynamicTest(type + " is written as its sample",
                        () -> assertThat(JSON.readTree(codec.encode(event))).isEqualTo(sample(type, event))),
                DynamicTest.dynamicTest(type + " is read from its sample",
                        () -> assertThat(read(type, sample(type, event))).isEqualTo(List.of(event))),
                DynamicTest.dynamicTest(type + " is read with a field that a later build added",
                        () -> assertThat(read(type, sample(type, event).put("addedLater", "x"))).isEqualTo(List.of(event))));
    }

    /** What an earlier version stored, as this build reads it. */
    public List<Object> read(String name, int version) {
        var type = new EventType(name, version);
        return read(type, file(type, "its earlier form"));
    }

    private List<Object> read(EventType type, ObjectNode json) {
        return codec.decode(type, JSON.writeValueAsBytes(json));
    }

    private ObjectNode sample(EventType type, Object event) {
        return file(type, new String(codec.encode(event), StandardCharsets.UTF_8));
    }

    private static ObjectNode file(EventType type, String expected) {
        String name = "/corpus/%s.v%d.json".formatted(type.name(), type.version());
        try (InputStream file = EventCorpus.class.getResourceAsStream(name)) {
            assertThat(file).as("sample file %s, which is to hold %s", name, expected).isNotNull();
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
