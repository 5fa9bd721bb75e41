package io.masspayout.jooq;

import io.masspayout.validation.Faults;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The schema the library's tables are in. A plain identifier, used as written (PostgreSQL tells upper from lower case in quoted
 * names, and this one is always quoted).
 */
record SchemaName(String value) {

    // 63 bytes is what PostgreSQL keeps of an identifier; it would cut a longer one without an error.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    /** Where PostgreSQL puts tables when nobody says anything else. */
    static final SchemaName PUBLIC = new SchemaName("public");

    SchemaName {
        Faults faults = Faults.of("schema");
        if (faults.check(
                PLAIN.matcher(value).matches(),
                "schema",
                value,
                "a schema name has 1 to 63 letters, digits and underscores and does not begin with a digit")) {
            faults.check(
                    !value.toLowerCase(Locale.ROOT).startsWith("pg_"),
                    "schema",
                    value,
                    "PostgreSQL keeps names that begin with pg_ to itself; choose another one");
        }
        faults.throwIfAny();
    }

    /** For SQL. */
    String quoted() {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return value;
    }
}
