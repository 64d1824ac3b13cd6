@NullMarked
package io.tributary.platform.supervisor;

import org.jspecify.annotations.NullMarked;
