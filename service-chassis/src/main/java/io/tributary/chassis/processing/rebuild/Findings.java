package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.rebuild.Rebuild.Difference;
import io.tributary.chassis.processing.store.Rows;
import io.tributary.chassis.processing.store.Rows.Seen;
import java.util.ArrayList;
import java.util.List;

/** What a comparison finds: counted, the first listed, and put right in the live generation as it is found if the rebuild says so. */
final class Findings {
    private final Rebuild rebuild;
    private final Rows rows;
    private final int live;
    private final List<Difference> first = new ArrayList<>();
    private int count;

    Findings(Rebuild rebuild, Rows rows, int live) {
        this.rebuild = rebuild;
        this.rows = rows;
        this.live = live;
    }

    // A row that moved on since it was compared is left alone: the next audit sees it.
    void add(Difference difference) {
        count++;
        if (first.size() < Rebuild.MAX_DIFFERENCES) {
            first.add(difference);
        }
        if (rebuild.repairs(difference.key())) {
            rows.copy(difference.table(), difference.key(), new Seen(rebuild.generation(), difference.rebuilt()),
                    new Seen(live, difference.live()));
        }
    }

    Rebuild told() {
        return rebuild.with(count, first);
    }
}
