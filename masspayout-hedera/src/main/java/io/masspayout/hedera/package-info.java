/** The Hedera gateway. */
@NullMarked
package io.masspayout.hedera;

import org.jspecify.annotations.NullMarked;
