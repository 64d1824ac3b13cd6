@NullMarked
package io.tributary.views.orderdetails;

import org.jspecify.annotations.NullMarked;
