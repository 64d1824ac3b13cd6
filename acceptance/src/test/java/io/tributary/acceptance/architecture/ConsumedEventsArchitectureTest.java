package io.tributary.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import io.tributary.api.AggregateEvent;
import io.tributary.api.StoredName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsumedEventsArchitectureTest {
    @ParameterizedTest
    @CsvSource({"order-service, order", "payment-service, payment", "projections, views"})
    void a_consumer_reads_of_other_owners_events_the_fields_its_contract_lists_and_no_others(String module, String context) {
        assertThat(declared(module, context)).isEqualTo(read(module, context));
    }

    /** Without the events of which no field is read: that they are handled at all does not show in the calls. */
    private static Map<String, Set<String>> declared(String module, String context) {
        var file = Path.of("..", module, "src/main/resources/io/tributary", context, "consumed-events.json");
        var fields = new TreeMap<String, Set<String>>();
        for (var event : JsonMapper.builder().build().readTree(file.toFile()).properties()) {
            JsonNode wanted = event.getValue();
            if (!wanted.isEmpty()) {
                fields.put(event.getKey(), new TreeSet<>(wanted.propertyNames()));
            }
        }
        return fields;
    }

    private static Map<String, Set<String>> read(String module, String context) {
        var fields = new TreeMap<String, Set<String>>();
        ProductionCode.CLASSES.stream().filter(type -> ProductionCode.in(module, type)).flatMap(
                type -> type.getMethodCallsFromSelf().stream()).filter(call -> isForeignEvent(call.getTargetOwner(), context)).forEach(
                        call -> events(call.getTargetOwner().reflect()).filter(event -> isField(event, call)).forEach(
                                event -> fields.computeIfAbsent(event.getAnnotation(StoredName.class).value(), _ -> new TreeSet<>()).add(
                                        call.getName())));
        return fields;
    }

    private static boolean isForeignEvent(JavaClass type, String context) {
        return type.isAssignableTo(AggregateEvent.class) && !type.isEquivalentTo(AggregateEvent.class)
                && !type.getPackageName().equals("io.tributary.api." + context);
    }

    private static Stream<Class<?>> events(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.of(type);
    }

    private static boolean isField(Class<?> event, JavaMethodCall call) {
        return Arrays.stream(event.getRecordComponents()).anyMatch(component -> component.getName().equals(call.getName()));
    }
}
