/** An issuer of tokens for development: started by the platform, never where real callers are. */
@NullMarked
package io.tributary.gateway.issuer;

import org.jspecify.annotations.NullMarked;
