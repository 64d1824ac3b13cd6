/** What an engine keeps for the log, and how the log finds its way in it by keys alone. */
@NullMarked
package io.tributary.eventstore.storage;

import org.jspecify.annotations.NullMarked;
