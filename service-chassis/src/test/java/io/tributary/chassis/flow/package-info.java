/** Events on their way from an owner's log over its topic into a view, on real servers. */
@NullMarked
package io.tributary.chassis.flow;

import org.jspecify.annotations.NullMarked;
