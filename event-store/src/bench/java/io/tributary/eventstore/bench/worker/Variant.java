package io.tributary.eventstore.bench.worker;

import java.util.Map;

/** One way of doing the same work; made once per virtual machine, by a constructor without parameters. */
public interface Variant {
    Map<String, Scenario> scenarios();
}
