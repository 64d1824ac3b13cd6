package io.tributary.chassis.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.api.Money;
import io.tributary.chassis.sample.Label;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class DomainValuesInJsonTest {
    private final JsonMapper json = DomainJson.tolerant();

    record Shelf(Label name, @Nullable Label second, int width, List<Label> labels, Map<String, Money> worth) {}

    sealed interface State {
        record Empty() implements State {}

        record Full(Label label) implements State {}
    }

    private static final class Holder {
        private @Nullable String id;
        private State state = new State.Empty();
    }

    @Test
    void a_record_round_trips_with_its_values_as_plain_text() {
        var shelf = new Shelf(new Label("a"), null, 3, List.of(new Label("b")), Map.of("net", Money.of("1.250", "KWD")));
        String text = json.writeValueAsString(shelf);
        assertThat(text).isEqualTo("""
                {"name":"a","second":null,"width":3,"labels":["b"],"worth":{"net":{"amount":"1.250","currency":"KWD"}}}""");
        assertThat(json.readValue(text, Shelf.class)).isEqualTo(shelf);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null,\"width\":1,\"labels\":[],\"worth\":{}}",
            "{\"name\":\"\",\"width\":1,\"labels\":[],\"worth\":{}}",
            "{\"name\":\"a\",\"width\":1,\"labels\":[]}", "{\"name\":\"a\",\"labels\":[],\"worth\":{}}",
            "{\"name\":[\"a\"],\"width\":1,\"labels\":[],\"worth\":{}}"})
    void a_component_that_may_not_be_missing_is_not(String text) {
        assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> json.readValue(text, Shelf.class));
    }

    @Test
    void a_nullable_component_may_be_missing() {
        assertThat(json.readValue("{\"name\":\"a\",\"width\":1,\"labels\":[],\"worth\":{}}", Shelf.class).second()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "\"1e999999999\"", "\"\"", "\" 1\"", "\"١\"", "\"0x1\"", "\"NaN\"", "\"1.\"",
            "\"123456789012345678901\""})
    void an_amount_is_a_plain_decimal_string(String amount) {
        String text = "{\"amount\":%s,\"currency\":\"EUR\"}".formatted(amount);
        assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> json.readValue(text, Money.class));
    }

    @Test
    void a_state_says_which_of_its_sealed_type_it_is() {
        JsonMapper states = DomainJson.states();
        var full = new Holder();
        full.id = "7";
        full.state = new State.Full(new Label("x"));
        String text = states.writeValueAsString(full);
        assertThat(text).isEqualTo("{\"id\":\"7\",\"state\":{\"is\":\"Full\",\"label\":\"x\"}}");
        var read = states.readValue(text, Holder.class);
        assertThat(read.state).isEqualTo(full.state);
        assertThat(read.id).isEqualTo("7");
        assertThat(states.readValue("{\"state\":{\"is\":\"Empty\"}}", Holder.class).state).isEqualTo(new State.Empty());
    }
}
