@NullMarked
package io.tributary.api.user;

import org.jspecify.annotations.NullMarked;
