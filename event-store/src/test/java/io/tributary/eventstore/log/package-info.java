/** The rules of the log. */
@NullMarked
package io.tributary.eventstore.log;

import org.jspecify.annotations.NullMarked;
