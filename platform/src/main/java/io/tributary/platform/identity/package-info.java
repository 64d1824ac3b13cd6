/** Tokens of the platform's development issuer. */
@NullMarked
package io.tributary.platform.identity;

import org.jspecify.annotations.NullMarked;
