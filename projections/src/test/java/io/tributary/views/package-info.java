@NullMarked
package io.tributary.views;

import org.jspecify.annotations.NullMarked;
