/** Who cannot be paid now, and why, before a transaction is spent on finding out. */
@NullMarked
package io.masspayout.hedera.screening;

import org.jspecify.annotations.NullMarked;
