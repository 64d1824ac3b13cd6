/** Commands that store events, through each engine and as bare inserts. */
@NullMarked
package io.tributary.eventstore.bench.append;

import org.jspecify.annotations.NullMarked;
