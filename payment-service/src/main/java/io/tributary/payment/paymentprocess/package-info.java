@NullMarked
package io.tributary.payment.paymentprocess;

import org.jspecify.annotations.NullMarked;
