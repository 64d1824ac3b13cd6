/** How anything that is not an acceptance is answered: RFC 9457, with nothing of the inside in it. */
@NullMarked
package io.tributary.chassis.web.problems;

import org.jspecify.annotations.NullMarked;
