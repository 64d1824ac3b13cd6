/** Users and the claims that keep each e-mail address with one of them. */
@NullMarked
package io.tributary.user.account;

import org.jspecify.annotations.NullMarked;
