@NullMarked
package io.tributary.payment.provider;

import org.jspecify.annotations.NullMarked;
