@NullMarked
package io.tributary.eventstore.axon;

import org.jspecify.annotations.NullMarked;
