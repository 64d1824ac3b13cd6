@NullMarked
package io.tributary.platform.command.token;

import org.jspecify.annotations.NullMarked;
