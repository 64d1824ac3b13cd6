@NullMarked
package io.tributary.payment.payercopy;

import org.jspecify.annotations.NullMarked;
