package io.masspayout.testing.simulation;

/** Takes answers of signer and ledger on their way to a process. When they arrive is for a {@link Chooser} to say. */
interface Post {

    /**
     * Takes an answer.
     *
     * @param process whose it will be
     * @param what happens when it arrives
     * @param content of the answer
     * @param arrival makes it arrive
     */
    void answer(Actor process, String what, Object content, Runnable arrival);
}
