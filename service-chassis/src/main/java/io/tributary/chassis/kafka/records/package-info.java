@NullMarked
package io.tributary.chassis.kafka.records;

import org.jspecify.annotations.NullMarked;
