@NullMarked
package io.tributary.views.customerdashboard;

import org.jspecify.annotations.NullMarked;
