/** Whole commands over HTTP: user-service beside a plain create-and-update application. */
@NullMarked
package io.tributary.eventstore.bench.http;

import org.jspecify.annotations.NullMarked;
