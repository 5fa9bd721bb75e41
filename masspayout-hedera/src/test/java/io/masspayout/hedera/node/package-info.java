/**
 * A real Hedera consensus node, version 0.76.1 from Maven Central, as a network of one node on this machine, for the tests
 * that must not take our own word for how the network behaves.
 *
 * <p>All of its tests, from the root of the project:
 *
 * <pre>./mvnw -B -ntp -Preal-node -pl masspayout-hedera -am</pre>
 *
 * <p>One class: the same with {@code -Dtest=RealNodeFactsTest -Dsurefire.failIfNoSpecifiedTests=false}. Without the profile
 * nothing of it runs or is downloaded. It wants a JDK 25 or newer, named by {@code JAVA25_HOME} (environment or system
 * property) or installed below {@code /usr/lib/jvm}, and for accounts with ECDSA keys Debian's {@code libsecp256k1-dev}. Where
 * the JDK, the download or the ports are not to be had, the tests are skipped and say why. Everything is kept in {@code
 * target/real-node} of this module; the node's log is {@code node.log} there. What becomes of a distribution when workers and the node are
 * killed is a test of masspayout-examples, {@code RealNodeKillTest}.
 *
 * <p>Contracts do not work: the node's contract engine is Besu, which Maven Central does not have, and which is replaced by
 * empty classes. Accounts, tokens, transfers, airdrops, receipts and records are the real thing.
 */
@NullMarked
package io.masspayout.hedera.node;

import org.jspecify.annotations.NullMarked;
