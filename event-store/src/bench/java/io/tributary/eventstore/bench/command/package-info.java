/** The command: which parts there are. */
@NullMarked
package io.tributary.eventstore.bench.command;

import org.jspecify.annotations.NullMarked;
