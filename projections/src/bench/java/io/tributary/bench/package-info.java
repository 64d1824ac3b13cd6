/** Publishing, replaying and reading views, beside the least that could do the same. */
@NullMarked
package io.tributary.bench;

import org.jspecify.annotations.NullMarked;
