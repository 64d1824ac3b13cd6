/** Scans, wake-ups and loading, beside a bare cursor and the stock engine. */
@NullMarked
package io.tributary.eventstore.bench.reading;

import org.jspecify.annotations.NullMarked;
