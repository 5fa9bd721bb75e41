/** Planning: turning a distribution into holders, amounts and batches, once. The preview is the same planner without the writing. */
@NullMarked
package io.masspayout.planning;

import org.jspecify.annotations.NullMarked;
