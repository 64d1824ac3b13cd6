/** What Axon's pooled processors need to keep up with a fast source. */
@NullMarked
package io.tributary.eventstore.processing;

import org.jspecify.annotations.NullMarked;
