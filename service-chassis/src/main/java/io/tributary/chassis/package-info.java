@NullMarked
package io.tributary.chassis;

import org.jspecify.annotations.NullMarked;
