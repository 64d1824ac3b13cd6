/** Several instances of a service on one store. */
@NullMarked
package io.tributary.eventstore.bench.instances;

import org.jspecify.annotations.NullMarked;
