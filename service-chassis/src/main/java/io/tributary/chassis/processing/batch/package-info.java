@NullMarked
package io.tributary.chassis.processing.batch;

import org.jspecify.annotations.NullMarked;
