/** Passing requests on to the service that owns their path. */
@NullMarked
package io.tributary.gateway.routing;

import org.jspecify.annotations.NullMarked;
