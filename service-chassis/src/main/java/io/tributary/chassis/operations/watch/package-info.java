@NullMarked
package io.tributary.chassis.operations.watch;

import org.jspecify.annotations.NullMarked;
