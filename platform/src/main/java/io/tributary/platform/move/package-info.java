/** Moving a service's data from the PostgreSQL server it shares to one of its own, while it runs. */
@NullMarked
package io.tributary.platform.move;

import org.jspecify.annotations.NullMarked;
