/** What the tests of all services share. */
@NullMarked
package io.tributary.chassis.testing;

import org.jspecify.annotations.NullMarked;
