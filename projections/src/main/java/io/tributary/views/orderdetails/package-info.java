/** Orders with their customer and payment, joined when they are written. */
@NullMarked
package io.tributary.views.orderdetails;

import org.jspecify.annotations.NullMarked;
