@NullMarked
package io.tributary.payment;

import org.jspecify.annotations.NullMarked;
