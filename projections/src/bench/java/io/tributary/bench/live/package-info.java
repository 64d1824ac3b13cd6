/** Views that are read while something happens. */
@NullMarked
package io.tributary.bench.live;

import org.jspecify.annotations.NullMarked;
