package io.tributary.eventstore.bench;

import java.nio.file.Path;

/** A group of figures that are measured together, on servers of their own. */
@FunctionalInterface
public interface Part {

    /** @param folder empty, deleted afterwards */
    void run(Settings settings, Report report, Path folder) throws Exception;
}
