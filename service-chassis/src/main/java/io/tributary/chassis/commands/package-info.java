/** How a command runs: decided, committed, tried again after a conflict, and answered once per idempotency key. */
@NullMarked
package io.tributary.chassis.commands;

import org.jspecify.annotations.NullMarked;
