@NullMarked
package io.tributary.order;

import org.jspecify.annotations.NullMarked;
