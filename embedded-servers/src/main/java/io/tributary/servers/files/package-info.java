@NullMarked
package io.tributary.servers.files;

import org.jspecify.annotations.NullMarked;
