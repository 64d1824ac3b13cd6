package io.tributary.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.api.AggregateEvent;
import io.tributary.api.AggregateId;
import io.tributary.api.EarlierForm;
import io.tributary.api.EarlierForm.Fact;
import io.tributary.api.EarlierForm.Renamed;
import io.tributary.api.Money;
import io.tributary.api.StoredName;
import io.tributary.chassis.events.EventCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The corpus in {@code parcel-corpus} holds {@code parcel.stamped} versions 1 and 2. Each class here is that event as another build has it. */
class ChangingAStoredEventTest {
    private static final Money FEE = Money.of("1.50", "EUR");
    private static final String NAME = "parcel.stamped";

    sealed interface AsItIs extends AggregateEvent {
        @StoredName(value = NAME, version = 2)
        @EarlierForm(version = 1, is = @Fact(name = NAME, version = 2, fields = {"parcel",
                "stamps"}, renamed = @Renamed(from = "price", to = "fee")))
        record Stamped(String parcel, Money fee, List<Money> stamps, @Nullable String clerk) implements AsItIs, ByParcel {}

        @StoredName("parcel.sorted")
        record Sorted(String parcel, Size into, @Nullable Place at) implements AsItIs, ByParcel {}

        enum Size {
            SMALL, LARGE
        }

        record Place(String hall, int shelf) {}
    }

    sealed interface WithAConstantLess extends AggregateEvent {
        @StoredName("parcel.sorted")
        record Sorted(String parcel, Size into, AsItIs.@Nullable Place at) implements WithAConstantLess, ByParcel {}

        enum Size {
            LARGE
        }
    }

    sealed interface WithAnotherNestedField extends AggregateEvent {
        @StoredName("parcel.sorted")
        record Sorted(String parcel, AsItIs.Size into, @Nullable Place at) implements WithAnotherNestedField, ByParcel {}

        record Place(String hall, String shelf) {}
    }

    sealed interface WithANestedValueThatMustBeThere extends AggregateEvent {
        @StoredName("parcel.sorted")
        record Sorted(String parcel, AsItIs.Size into, AsItIs.Place at) implements WithANestedValueThatMustBeThere, ByParcel {}
    }

    sealed interface WithoutAnEventThatWasStored extends AggregateEvent {
        @StoredName(value = NAME, version = 2)
        @EarlierForm(version = 1, is = @Fact(name = NAME, version = 2, fields = {"parcel",
                "stamps"}, renamed = @Renamed(from = "price", to = "fee")))
        record Stamped(String parcel, Money fee, List<Money> stamps,
                @Nullable String clerk) implements WithoutAnEventThatWasStored, ByParcel {}
    }

    sealed interface WithAKindNobodyKnows extends AggregateEvent {
        @StoredName("parcel.sorted")
        record Sorted(String parcel, Map<String, String> into) implements WithAKindNobodyKnows, ByParcel {}
    }

    sealed interface WithAnotherField extends AggregateEvent {
        @StoredName(value = NAME, version = 2)
        record Stamped(String parcel, Money fee, List<Money> stamps, @Nullable String clerk, @Nullable String note)
                implements
                    WithAnotherField,
                    ByParcel {}
    }

    sealed interface WithoutAField extends AggregateEvent {
        @StoredName(value = NAME, version = 2)
        record Stamped(String parcel, Money fee, List<Money> stamps) implements WithoutAField, ByParcel {}
    }

    sealed interface WithAnotherKind extends AggregateEvent {
        @StoredName(value = NAME, version = 2)
        record Stamped(String parcel, Money fee, List<Long> stamps, @Nullable String clerk) implements WithAnotherKind, ByParcel {}
    }

    sealed interface WithAFieldThatMustBeThere extends AggregateEvent {
        @StoredName(value = NAME, version = 2)
        record Stamped(String parcel, Money fee, List<Money> stamps, String clerk) implements WithAFieldThatMustBeThere, ByParcel {}
    }

    sealed interface InANewVersionNobodySampled extends AggregateEvent {
        @StoredName(value = NAME, version = 3)
        record Stamped(String parcel, Money fee) implements InANewVersionNobodySampled, ByParcel {}
    }

    sealed interface WithoutItsEarlierForm extends AggregateEvent {
        @StoredName(value = NAME, version = 2)
        record Stamped(String parcel, Money fee, List<Money> stamps, @Nullable String clerk) implements WithoutItsEarlierForm, ByParcel {}
    }

    private interface ByParcel extends AggregateEvent {
        String parcel();

        @Override
        default AggregateId source() {
            return this::parcel;
        }
    }

    private static void build(Class<?> events, Object... samples) throws Throwable {
        var checks = new EventCorpus(EventCodec.of(events), "/parcel-corpus").checks(events, List.of(samples));
        for (DynamicTest check : checks.toList()) {
            check.getExecutable().execute();
        }
    }

    private static void fails(Class<?> events, Object sample, String... facts) {
        assertThatExceptionOfType(Throwable.class).isThrownBy(() -> build(events, sample)).satisfies(
                failure -> assertThat(failure.getMessage()).contains(facts));
    }

    @Test
    void an_event_as_it_was_stored_passes_without_a_field_an_earlier_form_never_had() {
        assertThatCode(() -> build(AsItIs.class, new AsItIs.Stamped("p1", FEE, List.of(FEE), null),
                new AsItIs.Sorted("p1", AsItIs.Size.SMALL, new AsItIs.Place("A", 7)))).doesNotThrowAnyException();
    }

    @Test
    void a_constant_less_needs_a_version() {
        fails(WithAConstantLess.class, new WithAConstantLess.Sorted("p1", WithAConstantLess.Size.LARGE, null), "raise the version",
                "text of LARGE, SMALL");
    }

    @Test
    void a_nested_field_of_another_kind_needs_a_version() {
        fails(WithAnotherNestedField.class, new WithAnotherNestedField.Sorted("p1", AsItIs.Size.SMALL, null), "raise the version", "shelf");
    }

    @Test
    void a_nested_value_that_must_be_there_needs_a_version() {
        fails(WithANestedValueThatMustBeThere.class,
                new WithANestedValueThatMustBeThere.Sorted("p1", AsItIs.Size.SMALL, new AsItIs.Place("A", 7)), "raise the version", "?");
    }

    @Test
    void an_event_that_was_stored_once_can_be_read_for_ever() {
        fails(WithoutAnEventThatWasStored.class, new WithoutAnEventThatWasStored.Stamped("p1", FEE, List.of(FEE), null), "parcel.sorted");
    }

    @Test
    void a_kind_whose_form_nobody_has_laid_down_is_not_stored() {
        fails(WithAKindNobodyKnows.class, new WithAKindNobodyKnows.Sorted("p1", Map.of()), "java.util.Map");
    }

    @Test
    void a_field_more_needs_a_version() {
        fails(WithAnotherField.class, new WithAnotherField.Stamped("p1", FEE, List.of(FEE), null, null), "raise the version", "note");
    }

    @Test
    void a_field_less_needs_a_version() {
        fails(WithoutAField.class, new WithoutAField.Stamped("p1", FEE, List.of(FEE)), "raise the version", "clerk");
    }

    @Test
    void a_field_of_another_kind_needs_a_version() {
        fails(WithAnotherKind.class, new WithAnotherKind.Stamped("p1", FEE, List.of(1L), null), "raise the version", "number");
    }

    @Test
    void a_field_that_must_be_there_needs_a_version() {
        fails(WithAFieldThatMustBeThere.class, new WithAFieldThatMustBeThere.Stamped("p1", FEE, List.of(FEE), "Bo"), "raise the version",
                "text?");
    }

    @Test
    void a_new_version_needs_a_sample_and_a_shape() {
        fails(InANewVersionNobodySampled.class, new InANewVersionNobodySampled.Stamped("p1", FEE), NAME + " v3");
    }

    @Test
    void an_earlier_version_must_be_lifted() {
        fails(WithoutItsEarlierForm.class, new WithoutItsEarlierForm.Stamped("p1", FEE, List.of(FEE), null), NAME + " v1", "no upcaster");
    }

    @Test
    void every_event_needs_a_sample() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(
                () -> new EventCorpus(EventCodec.of(AsItIs.class), "/parcel-corpus").checks(AsItIs.class,
                        List.of()).findFirst().orElseThrow().getExecutable().execute());
    }

    @Test
    void what_a_consumer_reads_must_be_there_in_its_kind() throws Throwable {
        for (DynamicTest check : contract("{\"parcel.stamped\": {\"fee\": {\"amount\": \"text\"}, \"clerk\": \"text?\"}}").toList()) {
            check.getExecutable().execute();
        }
        broken("{\"parcel.stamped\": {\"price\": \"text\"}}", "price");
        broken("{\"parcel.stamped\": {\"fee\": {\"amount\": \"number\"}}}", "fee.amount");
        broken("{\"parcel.stamped\": {\"clerk\": \"text\"}}", "clerk");
        broken("{\"parcel.lost\": {}}", "parcel.lost");
    }

    private static Stream<DynamicTest> contract(String json) {
        return new ConsumedEvents((ObjectNode) JsonMapper.builder().build().readTree(json)).checks(AsItIs.class);
    }

    private static void broken(String json, String fact) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(
                () -> contract(json).findFirst().orElseThrow().getExecutable().execute()).withMessageContaining(fact);
    }
}
