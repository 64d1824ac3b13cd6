/** Between messages and stored events. */
@NullMarked
package io.tributary.eventstore.axon;

import org.jspecify.annotations.NullMarked;
