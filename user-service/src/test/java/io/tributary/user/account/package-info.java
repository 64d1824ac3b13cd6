@NullMarked
package io.tributary.user.account;

import org.jspecify.annotations.NullMarked;
