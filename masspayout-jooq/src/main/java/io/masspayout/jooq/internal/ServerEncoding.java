package io.masspayout.jooq.internal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Which characters the database has: those of the encoding that it was made with. */
public final class ServerEncoding implements IntPredicate {

    /** Has every character: what is assumed of a statement that a host runs on the generated tables. */
    static final ServerEncoding ANY = new ServerEncoding(null);

    private static final String PARAMETER = "server_encoding";

    /** SQL_ASCII takes the driver's bytes as they are, and gives them back so. */
    private static final String UNCHECKED = "SQL_ASCII";

    /** PostgreSQL's names ("Character Set Support") of the encodings that Java has under another name. */
    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(
            Map.entry("LATIN1", "ISO-8859-1"),
            Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"),
            Map.entry("LATIN4", "ISO-8859-4"),
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("ISO_8859_5", "ISO-8859-5"),
            Map.entry("ISO_8859_6", "ISO-8859-6"),
            Map.entry("ISO_8859_7", "ISO-8859-7"),
            Map.entry("ISO_8859_8", "ISO-8859-8"),
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("WIN866", "IBM866"),
            Map.entry("WIN874", "x-windows-874"),
            Map.entry("EUC_JP", "EUC-JP"),
            Map.entry("EUC_KR", "EUC-KR"),
            Map.entry("EUC_CN", "GB2312"),
            Map.entry("EUC_TW", "x-EUC-TW"));

    private final @Nullable Charset charset;

    private ServerEncoding(@Nullable Charset charset) {
        this.charset = charset;
    }

    /** The encoding of the database at the other end. Asks it only when the pool hides the driver, which has been told. */
    public static ServerEncoding of(Connection connection) throws SQLException {
        String told = connection.isWrapperFor(PGConnection.class)
                ? connection.unwrap(PGConnection.class).getParameterStatus(PARAMETER)
                : null;
        return named(told == null ? asked(connection) : told);
    }

    private static String asked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW " + PARAMETER)) {
            answer.next();
            return answer.getString(1);
        }
    }

    static ServerEncoding named(String name) {
        String known = name.toUpperCase(Locale.ROOT);
        if (known.equals("UTF8") || known.equals(UNCHECKED)) {
            return ANY;
        }
        String java =
                known.startsWith("WIN12") ? "windows-" + known.substring(3) : JAVA_NAMES.getOrDefault(known, known);
        // Of an encoding that Java does not know only the part is used that all encodings of PostgreSQL share.
        return new ServerEncoding(Charset.isSupported(java) ? Charset.forName(java) : StandardCharsets.US_ASCII);
    }

    /** Whether the database has a character. */
    @Override
    public boolean test(int codePoint) {
        // ASCII is a part of every encoding that a database of PostgreSQL may have.
        return codePoint < 0x80 || charset == null || charset.newEncoder().canEncode(Character.toString(codePoint));
    }
}
