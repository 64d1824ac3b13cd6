/** Processes that are killed in the middle of their work. */
@NullMarked
package io.tributary.eventstore.crash;

import org.jspecify.annotations.NullMarked;
