@NullMarked
package io.tributary.order.paymentdeadline;

import org.jspecify.annotations.NullMarked;
