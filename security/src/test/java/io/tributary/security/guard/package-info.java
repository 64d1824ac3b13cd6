@NullMarked
package io.tributary.security.guard;

import org.jspecify.annotations.NullMarked;
