@NullMarked
package io.tributary.platform.process;

import org.jspecify.annotations.NullMarked;
