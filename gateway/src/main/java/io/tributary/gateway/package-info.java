/** One address for all services: finding them, calling them, and saying in one form what went wrong. */
@NullMarked
package io.tributary.gateway;

import org.jspecify.annotations.NullMarked;
