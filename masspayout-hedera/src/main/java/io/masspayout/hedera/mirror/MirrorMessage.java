package io.masspayout.hedera.mirror;

import io.masspayout.ledger.LedgerUnavailableException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a mirror node says instead of an answer: {@code {"_status":{"messages":[{"message","detail","data"}]}}}. */
final class MirrorMessage {

    /** Enough of a page that is not the mirror's own to recognise it by. */
    private static final int MOST_SHOWN = 200;

    private MirrorMessage() {}

    /** The message in one line, whoever it comes from. */
    static String read(String body) {
        try {
            return text(body, "message");
        } catch (LedgerUnavailableException e) {
            return body.length() <= MOST_SHOWN ? body : body.substring(0, MOST_SHOWN) + "...";
        }
    }

    /**
     * Makes sure that it is the mirror that speaks.
     *
     * @throws LedgerUnavailableException when it is somebody else
     */
    static void require(String body, String request) {
        text(body, request);
    }

    private static String text(String body, String request) {
        List<String> lines = Json.parse(body, request).object("_status").list("messages", MirrorMessage::line);
        return String.join("; ", lines);
    }

    private static String line(Json message) {
        return Stream.of(message.optionalText("message"), message.optionalText("detail"), message.optionalText("data"))
                .flatMap(part -> part.stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
