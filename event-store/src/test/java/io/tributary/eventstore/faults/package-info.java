/** Engines that are wrong on purpose: the contract must notice each of them. */
@NullMarked
package io.tributary.eventstore.faults;

import org.jspecify.annotations.NullMarked;
