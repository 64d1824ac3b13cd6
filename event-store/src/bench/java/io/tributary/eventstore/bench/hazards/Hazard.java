package io.tributary.eventstore.bench.hazards;

/** Something that happens to writers; tried out on one engine, it answers how many events that engine has lost. */
@FunctionalInterface
interface Hazard {
    Outcome befalls(Contender contender) throws Exception;

    /**
     * What came of it.
     *
     * @param attempted events
     * @param lost events that are acknowledged and stored but never delivered, or acknowledged and not stored, or stored from a commit that failed
     */
    record Outcome(int attempted, int lost) {}
}
