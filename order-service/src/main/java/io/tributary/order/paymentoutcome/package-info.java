@NullMarked
package io.tributary.order.paymentoutcome;

import org.jspecify.annotations.NullMarked;
