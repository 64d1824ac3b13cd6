@NullMarked
package io.tributary.api.payment;

import org.jspecify.annotations.NullMarked;
