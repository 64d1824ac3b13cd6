/** How an instance of a service leaves without failing anybody's request. */
@NullMarked
package io.tributary.chassis.leaving;

import org.jspecify.annotations.NullMarked;
