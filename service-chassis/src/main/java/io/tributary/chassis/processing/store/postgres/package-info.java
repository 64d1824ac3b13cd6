@NullMarked
package io.tributary.chassis.processing.store.postgres;

import org.jspecify.annotations.NullMarked;
