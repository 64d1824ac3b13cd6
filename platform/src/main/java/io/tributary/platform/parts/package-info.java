@NullMarked
package io.tributary.platform.parts;

import org.jspecify.annotations.NullMarked;
