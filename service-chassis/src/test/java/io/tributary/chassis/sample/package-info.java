@NullMarked
package io.tributary.chassis.sample;

import org.jspecify.annotations.NullMarked;
