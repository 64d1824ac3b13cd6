@NullMarked
package io.tributary.chassis.security;

import org.jspecify.annotations.NullMarked;
