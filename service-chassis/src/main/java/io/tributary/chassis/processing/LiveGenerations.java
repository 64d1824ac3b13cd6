package io.tributary.chassis.processing;

/** Which generation of a projection readers see: {@code 1} until a rebuild is switched to. */
@FunctionalInterface
public interface LiveGenerations {
    /** The live generation of the projection with this name. */
    int of(String projection);
}
