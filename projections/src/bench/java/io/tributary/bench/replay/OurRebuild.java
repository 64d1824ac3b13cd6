package io.tributary.bench.replay;

import io.tributary.bench.Services;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.views.ProjectionsApplication;
import java.util.Map;

/** The service with the views. */
public final class OurRebuild implements Variant {
    private final Scenario filling = new Filling(Services.start(ProjectionsApplication.class), "order-details",
            generation -> Orders.check(Database.pool(true), generation));

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("rebuild", filling);
    }
}
