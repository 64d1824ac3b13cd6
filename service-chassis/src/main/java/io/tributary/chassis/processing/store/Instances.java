package io.tributary.chassis.processing.store;

import java.util.List;

/** Which instances of the service run a processor. One that has not said so for the length of a claim is gone. */
public interface Instances {
    /** An instance, and what it last said of itself. */
    record Instance(String id, String report) {}

    /** This instance's id, by which it also holds claims. */
    String self();

    /** Says that this instance runs the processor. */
    void beat(String processor, String report);

    /** All that run the processor now. */
    List<Instance> alive(String processor);

    /** Says that this instance does not run the processor any more. */
    void leave(String processor);
}
