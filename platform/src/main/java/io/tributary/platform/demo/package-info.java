@NullMarked
package io.tributary.platform.demo;

import org.jspecify.annotations.NullMarked;
