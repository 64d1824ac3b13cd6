/** What a listener answers before the web framework sees a request, or where it never does. */
@NullMarked
package io.tributary.security.listener;

import org.jspecify.annotations.NullMarked;
