package io.tributary.chassis.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelCommand.SendParcel;
import io.tributary.chassis.sample.ParcelExamples;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingARequestTest {
    private static final String IDS = "-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String PARENT = "00" + IDS;

    private static Map<String, String> with(String... states) {
        return TraceContext.of(List.of(PARENT), List.of(states));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "ff" + IDS, "00" + IDS + "-", "00" + IDS + "-more", "0" + IDS, "00" + IDS + "0",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", "cc" + IDS + "more", "00" + IDS + "\", \"by\": \"x"})
    void what_is_no_parent_is_not_carried_along_nor_is_its_state(String parent) {
        assertThat(TraceContext.of(List.of(parent), List.of("a=1"))).isEmpty();
    }

    @Test
    void there_is_one_parent_or_none() {
        assertThat(TraceContext.of(List.of(), List.of("a=1"))).isEmpty();
        assertThat(TraceContext.of(List.of(PARENT, PARENT), List.of())).isEmpty();
        assertThat(with()).isEqualTo(Map.of("traceparent", PARENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cc", "cc-what-comes-later"})
    void of_a_later_version_the_part_that_all_have_is_carried_along(String later) {
        String parent = later.substring(0, 2) + IDS + later.substring(2);
        assertThat(TraceContext.of(List.of(parent), List.of())).isEqualTo(Map.of("traceparent", PARENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rojo=00f067aa0ba902b7", "a=1,b=2", "a=1, b=2 ,", "tenant@vendor=x y", "0a@v=~", "a*_-/0=!"})
    void a_state_goes_with_its_parent(String state) {
        assertThat(with(state)).isEqualTo(Map.of("traceparent", PARENT, "tracestate", state));
    }

    @Test
    void a_state_in_several_headers_is_one() {
        assertThat(with("a=1", "b=2")).containsEntry("tracestate", "a=1,b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a", "a=", "=1", "A=1", "a=1=2", "a=\u00e4", "a=\u0007", "0a=1", "a@1=2", "a=1,b"})
    void what_is_no_state_is_left_out(String state) {
        assertThat(with(state)).isEqualTo(Map.of("traceparent", PARENT));
    }

    @Test
    void a_state_of_more_than_512_characters_or_32_members_is_left_out() {
        String almost = "a=" + "1".repeat(250) + ",b=" + "2".repeat(250) + ",c=";
        assertThat(with(almost + "3".repeat(4))).containsKey("tracestate");
        assertThat(with(almost + "3".repeat(5))).doesNotContainKey("tracestate");
        assertThat(with(members(32))).containsKey("tracestate");
        assertThat(with(members(33))).doesNotContainKey("tracestate");
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining(","));
    }

    @Test
    void what_follows_from_an_event_has_its_trace() {
        var event = GenericEventMessage.asEventMessage("packed").withMetaData(
                Map.of("traceparent", PARENT, "tracestate", "a=1", "by", "ada", "request", "r-1"));
        Map<String, String> why = WhoAndWhy.because(event);
        assertThat(why).isEqualTo(Map.of("cause", event.getIdentifier(), "request", "r-1", "traceparent", PARENT, "tracestate", "a=1"));
        var command = new GenericCommandMessage<>(new SendParcel(ParcelExamples.PARCEL)).withMetaData(why);
        assertThat(new WhoAndWhy("parcel-service").correlationDataFor(command)).isEqualTo(Map.of("cause", event.getIdentifier(), "request",
                "r-1", "traceparent", PARENT, "tracestate", "a=1", "by", "parcel-service", "role", "service"));
    }

    @Test
    void what_follows_from_an_event_without_a_trace_has_none() {
        var event = GenericEventMessage.asEventMessage("packed");
        assertThat(WhoAndWhy.because(event)).isEqualTo(Map.of("cause", event.getIdentifier()));
    }
}
