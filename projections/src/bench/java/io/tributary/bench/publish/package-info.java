/** A log on its way to a topic. */
@NullMarked
package io.tributary.bench.publish;

import org.jspecify.annotations.NullMarked;
