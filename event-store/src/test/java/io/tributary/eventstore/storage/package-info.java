/** Finding the way by keys. */
@NullMarked
package io.tributary.eventstore.storage;

import org.jspecify.annotations.NullMarked;
