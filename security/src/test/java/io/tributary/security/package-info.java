@NullMarked
package io.tributary.security;

import org.jspecify.annotations.NullMarked;
