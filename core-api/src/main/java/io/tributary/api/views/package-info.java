@NullMarked
package io.tributary.api.views;

import org.jspecify.annotations.NullMarked;
