/** An issuer for tests, and what every listener refuses. */
@NullMarked
package io.tributary.security.testing;

import org.jspecify.annotations.NullMarked;
