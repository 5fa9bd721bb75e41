/** Who held how much of a token at one consensus time, exactly, in constant memory. */
@NullMarked
package io.masspayout.hedera.holders;

import org.jspecify.annotations.NullMarked;
