@NullMarked
package io.tributary.platform.postgres;

import org.jspecify.annotations.NullMarked;
