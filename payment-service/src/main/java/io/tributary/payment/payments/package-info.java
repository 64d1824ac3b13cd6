@NullMarked
package io.tributary.payment.payments;

import org.jspecify.annotations.NullMarked;
