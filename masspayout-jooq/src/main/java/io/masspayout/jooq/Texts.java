package io.masspayout.jooq;

/** Texts that come from elsewhere, as PostgreSQL can keep them. */
final class Texts {

    /** Enough to see what went wrong; a whole document in a row helps nobody. */
    private static final int MAX_LENGTH = 2_000;

    private Texts() {}

    /** PostgreSQL keeps every character but one. */
    static String storable(String text) {
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        return shown.replace('\u0000', '\uFFFD');
    }
}
