@NullMarked
package io.tributary.order.ordering;

import org.jspecify.annotations.NullMarked;
