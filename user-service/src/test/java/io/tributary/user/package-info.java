@NullMarked
package io.tributary.user;

import org.jspecify.annotations.NullMarked;
