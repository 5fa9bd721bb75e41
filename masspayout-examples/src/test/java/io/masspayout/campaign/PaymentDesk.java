package io.masspayout.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.model.MassPayoutException;
import io.masspayout.testing.SimulatedLedger;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Where workers are served, whatever the weather. */
final class PaymentDesk implements HttpHandler {

    private final Weather weather;
    private final TreasuryDesk treasuries;

    PaymentDesk(Weather weather, TreasuryDesk treasuries) {
        this.weather = weather;
        this.treasuries = treasuries;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestURI().getPath().substring(1);
        boolean sends = call.equals("submit");
        Weather.Way way = weather.next();
        try (exchange) {
            if (way == Weather.Way.REQUEST_LOST) {
                // Closed without a word: to the worker a broken connection.
                return;
            }
            DataInputStream in = new DataInputStream(exchange.getRequestBody());
            if (sends) {
                Weather.travel();
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            int status = serve(call, in, new DataOutputStream(answer));
            if (sends) {
                Weather.travel();
            }
            if (way == Weather.Way.ANSWER_LOST) {
                return;
            }
            if (way == Weather.Way.ANSWER_LATE) {
                Weather.dawdle();
            }
            exchange.sendResponseHeaders(status, answer.size() == 0 ? -1 : answer.size());
            answer.writeTo(exchange.getResponseBody());
        }
    }

    private int serve(String call, DataInputStream in, DataOutputStream out) throws IOException {
        SimulatedLedger ledger = weather.ledger();
        try {
            switch (call) {
                case "resolveAccounts" -> OutcomeCodec.write(out, ledger.resolveAccounts(texts(in)));
                case "fingerprint" -> out.writeUTF(ledger.fingerprint().value());
                case "time" -> out.writeUTF(ledger.time().orElseThrow().toString());
                case "fence" -> out.writeBoolean(ledger.fence(LedgerCodec.treasury(in)));
                case "history" -> HistoryCodec.write(out, history(ledger, in));
                case "check" -> OutcomeCodec.write(out, ledger.check(LedgerCodec.treasury(in)));
                case "screen" ->
                    LedgerCodec.write(out, ledger.screen(LedgerCodec.currency(in), LedgerCodec.payments(in)));
                case "allocate" -> LedgerCodec.write(out, ledger.allocate(LedgerCodec.instruction(in)));
                case "sign" ->
                    LedgerCodec.write(
                            out,
                            ledger.sign(LedgerCodec.allocated(in))
                                    .toCompletableFuture()
                                    .join());
                case "submit" -> {
                    var signed = LedgerCodec.signed(in);
                    OutcomeCodec.write(
                            out,
                            treasuries.whileUnchanged(() ->
                                    ledger.submit(signed).toCompletableFuture().join()));
                }
                case "events" ->
                    EventCodec.write(out, ledger.events(in.readUTF(), EventCodec.position(in), in.readInt()));
                case "resolve" -> OutcomeCodec.write(out, ledger.resolve(LedgerCodec.signed(in)));
                default -> throw new IllegalArgumentException("no such call: " + call);
            }
            return HttpStatus.OK;
        } catch (MassPayoutException | CompletionException unavailable) {
            return HttpStatus.UNAVAILABLE;
        } catch (RuntimeException defect) {
            // A fault of the campaign itself, which must not look like bad weather.
            System.err.println("DEFECT in " + call);
            defect.printStackTrace();
            return HttpStatus.BROKEN;
        }
    }

    private static HistoryCodec.Page history(SimulatedLedger ledger, DataInputStream in) throws IOException {
        try (LedgerHistory history = ledger.history(LedgerCodec.treasury(in), Instant.parse(in.readUTF()))) {
            return HistoryCodec.page(history, in.readInt(), in.readInt());
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
