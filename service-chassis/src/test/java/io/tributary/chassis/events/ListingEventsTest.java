package io.tributary.chassis.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.api.StoredName;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.EmailClaimEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import org.junit.jupiter.api.Test;

class ListingEventsTest {
    private final EventCatalog catalog = EventCatalog.of(ParcelEvent.class);

    record Nameless() {}

    @StoredName("parcel.packed")
    record Impostor() {}

    @StoredName("parcel.box")
    static final class NotARecord {}

    @Test
    void every_record_of_a_sealed_interface_is_listed_under_its_stored_name() {
        assertThat(catalog.names()).containsExactlyInAnyOrder("parcel.packed", "parcel.relabelled", "parcel.weighed", "parcel.sent");
        assertThat(catalog.typeOf(ParcelRelabelled.class)).isEqualTo(new EventType("parcel.relabelled", 2));
        assertThat(catalog.classOf("parcel.relabelled")).contains(ParcelRelabelled.class);
    }

    @Test
    void a_class_name_is_not_a_stored_name() {
        assertThat(catalog.classOf(ParcelRelabelled.class.getName())).isEmpty();
    }

    @Test
    void the_contexts_of_the_platform_can_be_listed_together() {
        var all = EventCatalog.of(UserEvent.class, EmailClaimEvent.class, OrderEvent.class, PaymentEvent.class);
        assertThat(all.names()).hasSize(all.classes().size()).contains("order.order-placed", "user.email-claimed");
    }

    @Test
    void a_record_without_a_stored_name_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventCatalog.of(Nameless.class)).withMessageContaining("Nameless");
        assertThatIllegalArgumentException().isThrownBy(() -> EventCatalog.of(NotARecord.class)).withMessageContaining("NotARecord");
    }

    @Test
    void two_events_with_one_stored_name_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventCatalog.of(ParcelEvent.class, Impostor.class)).withMessageContaining(
                "parcel.packed");
    }

    @Test
    void the_type_of_an_undeclared_class_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.typeOf(Nameless.class)).withMessageContaining("Nameless");
    }
}
