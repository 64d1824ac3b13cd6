/** Measures the event store beside raw inserts and the stock engines: interleaved rounds, one virtual machine per variant. */
@NullMarked
package io.tributary.eventstore.bench;

import org.jspecify.annotations.NullMarked;
