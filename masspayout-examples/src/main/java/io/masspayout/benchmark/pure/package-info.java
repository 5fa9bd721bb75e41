/** What the parts cost that wait for nobody: no database, no network. Each beside what anybody would write by hand. */
@NullMarked
package io.masspayout.benchmark.pure;

import org.jspecify.annotations.NullMarked;
