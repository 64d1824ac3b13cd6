/** API composition: one answer put together, at the time of the question, from what each owner says. */
@NullMarked
package io.tributary.gateway.composition;

import org.jspecify.annotations.NullMarked;
