package io.masspayout.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.SimulatedNetwork;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Where the conductor changes the ledger's world and reads its history. The weather does not reach it. */
final class ControlDesk implements HttpHandler {

    static final String PATH = "/control/";

    private final SimulatedNetwork network;
    private final Weather weather;
    private final TreasuryDesk treasuries;

    ControlDesk(SimulatedNetwork network, Weather weather, TreasuryDesk treasuries) {
        this.network = network;
        this.weather = weather;
        this.treasuries = treasuries;
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
            case "fair" -> weather.fair();
            case "foul" -> weather.foul(Integer.parseInt(words[1]), Long.parseLong(words[2]), AccountId.of(words[3]));
            case "lose" -> weather.lose(BatchId.of(words[1]));
            case "treasury" -> treasuries.set(words[1], Long.parseLong(words[2]));
            case "refuses" -> network.account(words[1]).refuses();
            case "accepts" -> network.account(words[1]).accepts();
            case "deliver" -> out.write(network.deliverDelayed() + "\n");
            case "struck" -> out.write(weather.struck() + "\n");
            case "books" -> out.write(treasuries.books());
            case "payments" -> payments(DistributionId.of(words[1]), out);
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        }
    }

    private void payments(DistributionId id, Writer out) {
        network.payments(id, payment -> {
            try {
                out.write(payment.transactionId() + " " + payment.batchId() + " " + payment.named() + " "
                        + payment.credited() + " " + payment.amount() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
