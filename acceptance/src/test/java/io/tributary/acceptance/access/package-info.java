/** Who may do what, over all listeners of a started platform. */
@NullMarked
package io.tributary.acceptance.access;

import org.jspecify.annotations.NullMarked;
