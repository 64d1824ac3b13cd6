/** A view filled from topics. */
@NullMarked
package io.tributary.bench.replay;

import org.jspecify.annotations.NullMarked;
