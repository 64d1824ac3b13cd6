@NullMarked
package io.tributary.eventstore.mongo;

import org.jspecify.annotations.NullMarked;
