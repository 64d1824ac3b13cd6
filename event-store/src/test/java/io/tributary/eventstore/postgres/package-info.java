@NullMarked
package io.tributary.eventstore.postgres;

import org.jspecify.annotations.NullMarked;
