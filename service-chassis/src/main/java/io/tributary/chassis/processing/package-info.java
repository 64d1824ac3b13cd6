@NullMarked
package io.tributary.chassis.processing;

import org.jspecify.annotations.NullMarked;
