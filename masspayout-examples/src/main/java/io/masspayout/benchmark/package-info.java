/** What the library costs, measured against PostgreSQL alone and against the pace of a ledger: {@link io.masspayout.benchmark.BenchmarkMain}. */
@NullMarked
package io.masspayout.benchmark;

import org.jspecify.annotations.NullMarked;
