/** Random commands over the running platform, and what must hold when it has come to rest. */
@NullMarked
package io.tributary.acceptance.walk;

import org.jspecify.annotations.NullMarked;
