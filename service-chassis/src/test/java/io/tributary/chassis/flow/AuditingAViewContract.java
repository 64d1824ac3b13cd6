package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import org.junit.jupiter.api.Test;

/** A view is computed aside and compared, on any database. */
abstract class AuditingAViewContract extends ParcelRebuilds {
    AuditingAViewContract(ParcelDatabase database) {
        super(database);
    }

    /** Texts in which "la" and "mB" take each other's place have the same {@code String.hashCode()}, in any number of bits. */
    @Test
    void an_audit_reports_drift_and_repairs_it() {
        try (var flow = applied(definition)) {
            var rows = database.live();
            database.drift(3, label -> label.replace("la", "mB"));
            var found = ended(flow, flow.rebuilds().audit(definition, null));
            assertThat(found).matches(audit -> audit.state() == State.COMPARED && audit.differenceCount() == 1);
            assertThat(database.live()).isNotEqualTo(rows);
            ended(flow, flow.rebuilds().audit(definition, Rebuild.REPAIR_ALL));
            assertThat(database.live()).isEqualTo(rows);
            assertThat(generations().live()).isEqualTo(1);
        }
    }

    @Test
    void an_audit_counts_all_rows_that_differ_lists_the_first_hundred_and_repairs_all() {
        int parcelCount = Rebuild.MAX_DIFFERENCES + 5;
        for (int i = PARCELS; i < parcelCount; i++) {
            parcels.packed(i, "label " + i);
        }
        try (var flow = Flow.of(store, definition).started()) {
            Flow.await("applied", () -> database.changes() == parcelCount);
            var rows = database.live();
            for (int i = 0; i < parcelCount; i++) {
                database.drift(i, _ -> "drifted");
            }
            assertThat(ended(flow, flow.rebuilds().audit(definition, Rebuild.REPAIR_ALL))).matches(
                    audit -> audit.state() == State.COMPARED && audit.differenceCount() == parcelCount
                            && audit.differences().size() == Rebuild.MAX_DIFFERENCES);
            assertThat(database.live()).isEqualTo(rows);
        }
    }

    @Test
    void an_audit_repairs_the_row_it_is_asked_to_and_no_other() {
        try (var flow = applied(definition)) {
            var rows = database.live();
            database.drift(3, _ -> "drifted");
            database.drift(4, _ -> "drifted");
            ended(flow, flow.rebuilds().audit(definition, Parcels.parcel(3).text().substring(0, 8)));
            ended(flow, flow.rebuilds().audit(definition, Parcels.parcel(3).text()));
            assertThat(database.live()).filteredOn(row -> !rows.contains(row)).hasSize(1).allMatch(
                    row -> row.startsWith(Parcels.parcel(4).text() + " drifted"));
        }
    }
}
