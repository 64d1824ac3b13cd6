@NullMarked
package io.tributary.chassis.processing.store.mongo;

import org.jspecify.annotations.NullMarked;
