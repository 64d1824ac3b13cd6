/** The operations of all services at one address. */
@NullMarked
package io.tributary.gateway.operations;

import org.jspecify.annotations.NullMarked;
