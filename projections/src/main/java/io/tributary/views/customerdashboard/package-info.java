/** What one customer ordered, paid and got back. */
@NullMarked
package io.tributary.views.customerdashboard;

import org.jspecify.annotations.NullMarked;
