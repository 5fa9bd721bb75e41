package io.masspayout.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.masspayout.ledger.LedgerEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Where the conductor brings money from outside, and is told when the ledger took it. */
final class DepositDesk implements HttpHandler {

    static final String PATH = "/deposits/";

    private final TreasuryDesk treasuries;

    DepositDesk(TreasuryDesk treasuries) {
        this.treasuries = treasuries;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String[] words =
                exchange.getRequestURI().getPath().substring(PATH.length()).split("/", -1);
        try (exchange) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            EventCodec.write(
                    new DataOutputStream(answer), treasuries.deposit(words[0], words[1], Long.parseLong(words[2])));
            exchange.sendResponseHeaders(HttpStatus.OK, answer.size());
            answer.writeTo(exchange.getResponseBody());
        }
    }

    /** From the conductor's side. */
    static LedgerEvent deposit(HttpClient http, URI ledger, String account, String token, long units) {
        HttpRequest request = HttpRequest.newBuilder(ledger.resolve(PATH + account + "/" + token + "/" + units))
                .build();
        try {
            return EventCodec.event(new DataInputStream(http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while money was deposited", e);
        }
    }
}
