package io.masspayout.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Where the conductor changes the ledger's world and reads its history. The weather does not reach it. */
final class ControlDesk implements HttpHandler {

    static final String PATH = "/control/";

    private final LedgerWorld world;

    ControlDesk(LedgerWorld world) {
        this.world = world;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String[] words =
                exchange.getRequestURI().getPath().substring(PATH.length()).split("/", -1);
        try (exchange) {
            exchange.sendResponseHeaders(HttpStatus.OK, 0);
            try (Writer out =
                    new BufferedWriter(new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8))) {
                obey(words, out);
                // The end is said, so that half an answer is not taken for a whole one.
                out.write(LedgerConsole.END);
            }
        }
    }

    private void obey(String[] words, Writer out) throws IOException {
        switch (words[0]) {
            case "places" -> out.write(world.places() + "\n");
            case "access" -> out.write(String.join("\n", world.access()) + "\n");
            case "fair" -> world.fair();
            case "foul" -> world.foul(Integer.parseInt(words[1]), Long.parseLong(words[2]), AccountId.of(words[3]));
            case "lose" -> world.lose(BatchId.of(words[1]));
            case "treasury" -> world.setTreasury(words[1], Long.parseLong(words[2]));
            case "refuses" -> world.refuses(words[1]);
            case "accepts" -> world.accepts(words[1]);
            case "deliver" -> world.deliver();
            case "known" -> world.awaitKnown();
            case "mirror" -> world.mirrorLag(Duration.ofMillis(Long.parseLong(words[1])));
            case "struck" -> out.write(world.struck() + "\n");
            case "books" -> out.write(world.books());
            case "payments" -> payments(DistributionId.of(words[1]), out);
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        }
    }

    private void payments(DistributionId id, Writer out) {
        world.payments(id, payment -> {
            try {
                out.write(payment.transactionId() + " " + payment.batchId() + " " + payment.named() + " "
                        + payment.credited() + " " + payment.amount() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
