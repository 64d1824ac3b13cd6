@NullMarked
package io.tributary.order.customercopy;

import org.jspecify.annotations.NullMarked;
