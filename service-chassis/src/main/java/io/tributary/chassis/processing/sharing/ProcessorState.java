package io.tributary.chassis.processing.sharing;

/** What a processor does. */
public enum ProcessorState {
    RUNNING,
    /** Something failed; it tries again by itself. */
    RETRYING,
    /** Events are missing or foreign: stopped until a person acts. */
    ALARM, STOPPED
}
