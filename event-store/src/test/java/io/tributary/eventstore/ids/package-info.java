/** Ids of events and commits. */
@NullMarked
package io.tributary.eventstore.ids;

import org.jspecify.annotations.NullMarked;
