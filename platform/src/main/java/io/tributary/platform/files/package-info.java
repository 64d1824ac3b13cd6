@NullMarked
package io.tributary.platform.files;

import org.jspecify.annotations.NullMarked;
