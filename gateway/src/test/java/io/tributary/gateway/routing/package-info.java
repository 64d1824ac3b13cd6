@NullMarked
package io.tributary.gateway.routing;

import org.jspecify.annotations.NullMarked;
