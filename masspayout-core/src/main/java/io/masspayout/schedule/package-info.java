/** When something that recurs is due: frequencies, cron expressions, ends, and what becomes of what was missed. Knows no clock. */
@NullMarked
package io.masspayout.schedule;

import org.jspecify.annotations.NullMarked;
