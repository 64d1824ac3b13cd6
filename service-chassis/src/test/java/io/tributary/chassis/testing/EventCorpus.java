package io.tributary.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored form of events, held fast by files on the test class path: a sample {@code corpus/<name>.v<version>.json} and an entry in
 * {@code corpus/shapes.json} for every version there ever was. What was stored once must be readable by every later build, and an event
 * that changes its shape needs a new version: samples and entries are added, never changed.
 */
public final class EventCorpus {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final EventCodec codec;
    private final String folder;
    private final ObjectNode shapes;

    /** The corpus of the module under test. */
    public EventCorpus(EventCodec codec) {
        this(codec, "/corpus");
    }

    EventCorpus(EventCodec codec, String folder) {
        this.codec = codec;
        this.folder = folder;
        this.shapes = file("shapes.json", "the shape of every version");
    }

    /** Checks of the given events, which are to be one of every type the owner writes. */
    public Stream<DynamicTest> checks(Class<?> owned, Collection<?> samples) {
        var types = samples.stream().map(Object::getClass).collect(Collectors.toSet());
        var complete = DynamicTest.dynamicTest("there is a sample of every event",
                () -> assertThat(types).containsExactlyInAnyOrder(owned.getPermittedSubclasses()));
        return Stream.concat(Stream.of(complete), Stream.concat(samples.stream().flatMap(this::checks), ever()));
    }

    /** Also of an event that nobody writes any more. */
    private Stream<DynamicTest> ever() {
        return shapes.propertyNames().stream().map(listed -> DynamicTest.dynamicTest(listed + " is read from its sample",
                () -> checkEver(new EventType(listed.substring(0, listed.indexOf(" v")),
                        Integer.parseInt(listed.substring(listed.indexOf(" v") + 2))))));
    }

    private Stream<DynamicTest> checks(Object event) {
        EventType type = codec.catalog().typeOf(event.getClass());
        return Stream.of(
                DynamicTest.dynamicTest(type + " has the shape it had when it was stored first", () -> checkShape(type, event.getClass())),
                DynamicTest.dynamicTest(type + " is written as its sample",
                        () -> assertThat(JSON.readTree(codec.encode(event))).isEqualTo(sample(type))),
                DynamicTest.dynamicTest(type + " is read from its sample",
                        () -> assertThat(read(type, sample(type))).isEqualTo(List.of(event))),
                DynamicTest.dynamicTest(type + " is read with a field that a later build added",
                        () -> assertThat(read(type, sample(type).put("addedLater", "x"))).isEqualTo(List.of(event))),
                DynamicTest.dynamicTest(type + " has every version before it in the corpus",
                        () -> assertThat(shapes.propertyNames()).containsAll(
                                IntStream.range(1, type.version()).mapToObj(
                                        version -> new EventType(type.name(), version).toString()).toList())));
    }

    private void checkShape(EventType type, Class<?> event) {
        assertThat(shape(type)).as("""
                the shape of %s. What is stored under this version has the other shape: raise the version in @StoredName, declare the \
                @EarlierForm (or write an upcaster), and add a sample and a shape of the new version""", type).isEqualTo(
                EventShape.of(event));
        assertThat(EventShape.misfits(shape(type), sample(type), type.toString())).isEmpty();
    }

    /** Today's form of an earlier version is whatever its own test says; that there is one, and that it can be stored again, is checked here. */
    private void checkEver(EventType type) {
        assertThat(EventShape.misfits(shape(type), sample(type), type.toString())).isEmpty();
        var today = read(type, sample(type));
        assertThat(today).isNotEmpty().allSatisfy(
                event -> assertThat(codec.decode(codec.catalog().typeOf(event.getClass()), codec.encode(event))).isEqualTo(List.of(event)));
    }

    /** What an earlier version stored, as this build reads it. */
    public List<Object> read(String name, int version) {
        var type = new EventType(name, version);
        return read(type, sample(type));
    }

    private List<Object> read(EventType type, ObjectNode json) {
        return codec.decode(type, JSON.writeValueAsBytes(json));
    }

    private ObjectNode shape(EventType type) {
        assertThat(shapes.has(type.toString())).as("shapes.json lists " + type).isTrue();
        return (ObjectNode) shapes.get(type.toString());
    }

    private ObjectNode sample(EventType type) {
        return file("%s.v%d.json".formatted(type.name(), type.version()), "a sample of " + type);
    }

    private ObjectNode file(String name, String holding) {
        try (InputStream file = EventCorpus.class.getResourceAsStream(folder + "/" + name)) {
            assertThat(file).as("file %s/%s, which is to hold %s", folder, name, holding).isNotNull();
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
