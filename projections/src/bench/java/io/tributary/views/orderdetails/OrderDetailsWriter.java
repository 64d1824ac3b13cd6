package io.tributary.views.orderdetails;

import io.tributary.chassis.json.DomainJson;
import io.tributary.chassis.processing.batch.BatchProjection;
import org.springframework.jdbc.core.JdbcTemplate;

/** The view's own batch upserts, for a consumer written by hand. */
public final class OrderDetailsWriter {
    private OrderDetailsWriter() {}

    public static BatchProjection.Rows rows(JdbcTemplate jdbc, int generation) {
        return new OrderDetailsRows(jdbc, new OrderDetailsColumns(DomainJson.tolerant()), generation);
    }
}
