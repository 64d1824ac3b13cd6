/** The same work on MongoDB's protocol: bare documents, our engine, Axon's extension. */
@NullMarked
package io.tributary.eventstore.bench.mongo;

import org.jspecify.annotations.NullMarked;
