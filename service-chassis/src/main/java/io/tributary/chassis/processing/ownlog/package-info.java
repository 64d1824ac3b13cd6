@NullMarked
package io.tributary.chassis.processing.ownlog;

import org.jspecify.annotations.NullMarked;
