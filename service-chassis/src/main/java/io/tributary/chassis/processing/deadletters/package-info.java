@NullMarked
package io.tributary.chassis.processing.deadletters;

import org.jspecify.annotations.NullMarked;
