@NullMarked
package io.tributary.chassis.processing.pace;

import org.jspecify.annotations.NullMarked;
