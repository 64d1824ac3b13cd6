/** What stands before every route: tokens checked, routes guarded, rates kept, operations noted. */
@NullMarked
package io.tributary.security.guard;

import org.jspecify.annotations.NullMarked;
