@NullMarked
package io.tributary.chassis.processing.store;

import org.jspecify.annotations.NullMarked;
