/**
 * Who calls, what they may, how often, and what is noted of it. Without {@code tributary.security.issuer} every caller may do everything;
 * with it, a route nobody opened needs a token.
 */
@NullMarked
package io.tributary.security;

import org.jspecify.annotations.NullMarked;
