/** The consensus nodes, by the SDK: what is sent to them, what they answer, and what their answers mean. */
@NullMarked
package io.masspayout.hedera.consensus;

import org.jspecify.annotations.NullMarked;
