@NullMarked
package io.tributary.platform.isolation;

import org.jspecify.annotations.NullMarked;
