@NullMarked
package io.tributary.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
