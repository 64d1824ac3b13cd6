/** What events are called and how they are written: in the store, on a topic and in a dead letter alike. */
@NullMarked
package io.tributary.chassis.events;

import org.jspecify.annotations.NullMarked;
