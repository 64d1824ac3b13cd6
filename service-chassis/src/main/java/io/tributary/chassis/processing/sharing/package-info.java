@NullMarked
package io.tributary.chassis.processing.sharing;

import org.jspecify.annotations.NullMarked;
