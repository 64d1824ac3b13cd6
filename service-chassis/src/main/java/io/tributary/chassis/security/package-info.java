/** What the guard of every listener means to commands and events. */
@NullMarked
package io.tributary.chassis.security;

import org.jspecify.annotations.NullMarked;
