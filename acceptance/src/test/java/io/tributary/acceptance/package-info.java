@NullMarked
package io.tributary.acceptance;

import org.jspecify.annotations.NullMarked;
