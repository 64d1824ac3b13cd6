@NullMarked
package io.tributary.platform.command;

import org.jspecify.annotations.NullMarked;
