/** Signatures from whoever holds the keys: this JVM, a key service, an approval desk. Nothing that they answer is used unverified. */
@NullMarked
package io.masspayout.hedera.custody;

import org.jspecify.annotations.NullMarked;
