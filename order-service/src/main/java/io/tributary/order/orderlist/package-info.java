@NullMarked
package io.tributary.order.orderlist;

import org.jspecify.annotations.NullMarked;
