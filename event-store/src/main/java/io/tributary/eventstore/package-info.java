@NullMarked
package io.tributary.eventstore;

import org.jspecify.annotations.NullMarked;
