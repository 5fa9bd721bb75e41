/**
 * The payment protocol, step by step: claim, allocate, sign, intent, submit, settle, resolve, finish. Every step is one database
 * transaction or one call of the ledger, never one inside the other, and every step can be the last one of a process.
 */
@NullMarked
package io.masspayout.engine;

import org.jspecify.annotations.NullMarked;
