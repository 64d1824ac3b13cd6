@NullMarked
package io.tributary.chassis.processing.runtime;

import org.jspecify.annotations.NullMarked;
