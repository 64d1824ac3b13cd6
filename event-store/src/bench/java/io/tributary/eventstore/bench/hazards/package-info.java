/** What each engine does to events when clocks differ, writers stall and acknowledgements get lost. */
@NullMarked
package io.tributary.eventstore.bench.hazards;

import org.jspecify.annotations.NullMarked;
