@NullMarked
package io.tributary.chassis.kafka;

import org.jspecify.annotations.NullMarked;
