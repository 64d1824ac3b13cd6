@NullMarked
package io.tributary.chassis.publishing;

import org.jspecify.annotations.NullMarked;
