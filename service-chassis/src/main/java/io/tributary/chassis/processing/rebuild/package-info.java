@NullMarked
package io.tributary.chassis.processing.rebuild;

import org.jspecify.annotations.NullMarked;
