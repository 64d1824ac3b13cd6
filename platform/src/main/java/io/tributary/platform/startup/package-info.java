@NullMarked
package io.tributary.platform.startup;

import org.jspecify.annotations.NullMarked;
