@NullMarked
package io.tributary.chassis.operations;

import org.jspecify.annotations.NullMarked;
