package io.masspayout.campaign;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.SigningException;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * The gateway to a ledger in another process, over HTTP. Ids come from there, so they are unique whichever worker asks; that an id takes
 * effect once is the ledger's rule, not this client's.
 */
final class RemoteLedger implements PaymentLedger, EventSource {

    private final URI ledger;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RemoteLedger(URI ledger) {
        this.ledger = ledger;
    }

    /** Writes what is asked. */
    interface Question {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads what is answered. */
    interface Answer<T> {
        T read(DataInputStream in) throws IOException;
    }

    @Override
    public LedgerLimits limits() {
        return CampaignTerms.LIMITS;
    }

    @Override
    public LedgerFingerprint fingerprint() {
        return ask("fingerprint", out -> {}, in -> new LedgerFingerprint(in.readUTF()));
    }

    @Override
    public Optional<Instant> time() {
        return Optional.of(ask("time", out -> {}, in -> Instant.parse(in.readUTF())));
    }

    @Override
    public boolean keepsHistory() {
        return true;
    }

    @Override
    public boolean fence(Treasury treasury) {
        return ask("fence", out -> LedgerCodec.write(out, treasury), DataInputStream::readBoolean);
    }

    @Override
    public Map<String, ResolvedAccount> resolveAccounts(Collection<String> given) {
        return ask(
                "resolveAccounts",
                out -> {
                    out.writeInt(given.size());
                    for (String text : given) {
                        out.writeUTF(text);
                    }
                },
                OutcomeCodec::accounts);
    }

    @Override
    public Preflight check(Treasury treasury) {
        return ask("check", out -> LedgerCodec.write(out, treasury), OutcomeCodec::preflight);
    }

    @Override
    public Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        return ask(
                "screen",
                out -> {
                    LedgerCodec.write(out, currency);
                    LedgerCodec.write(out, recipients);
                },
                LedgerCodec::failures);
    }

    @Override
    public Allocated allocate(BatchInstruction instruction) {
        return ask("allocate", out -> LedgerCodec.write(out, instruction), LedgerCodec::allocated);
    }

    @Override
    public CompletionStage<Signed> sign(Allocated allocated) {
        return send("sign", out -> LedgerCodec.write(out, allocated), LedgerCodec::signed)
                .handle((signed, problem) -> {
                    if (problem != null) {
                        throw new SigningException(Failure.of(FailureCode.SIGNER_UNAVAILABLE, problem.toString()));
                    }
                    return signed;
                });
    }

    @Override
    public CompletionStage<Submission> submit(Signed signed) {
        return send("submit", out -> LedgerCodec.write(out, signed), OutcomeCodec::submission)
                .exceptionally(problem -> new Submission.Unknown(problem.toString()));
    }

    @Override
    public Resolution resolve(Signed signed) {
        try {
            return ask("resolve", out -> LedgerCodec.write(out, signed), OutcomeCodec::resolution);
        } catch (LedgerUnavailableException e) {
            return new Resolution.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /** {@inheritDoc} The ledger's process keeps no cursor: each page is asked for by the number of entries before it. */
    @Override
    public LedgerHistory history(Treasury treasury, Instant since) {
        return new LedgerHistory() {

            private int seen;
            private Instant completeUntil = since;

            @Override
            public List<LedgerEntry> next(int limit) {
                HistoryCodec.Page page = ask(
                        "history",
                        out -> {
                            LedgerCodec.write(out, treasury);
                            out.writeUTF(since.toString());
                            out.writeInt(seen);
                            out.writeInt(limit);
                        },
                        HistoryCodec::page);
                seen += page.entries().size();
                completeUntil = page.completeUntil();
                return page.entries();
            }

            @Override
            public Instant completeUntil() {
                return completeUntil;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public EventPage events(String contractId, EventPosition after, int limit) {
        return ask(
                "events",
                out -> {
                    out.writeUTF(contractId);
                    EventCodec.write(out, after);
                    out.writeInt(limit);
                },
                EventCodec::page);
    }

    @Override
    public void close() {}

    private <T> T ask(String call, Question question, Answer<T> answer) {
        try {
            return send(call, question, answer).get();
        } catch (ExecutionException e) {
            throw new LedgerUnavailableException(call + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException(call + " was interrupted", e);
        }
    }

    private <T> CompletableFuture<T> send(String call, Question question, Answer<T> answer) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(body)) {
            question.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpRequest request = HttpRequest.newBuilder(ledger.resolve("/" + call))
                .timeout(CampaignTerms.ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> read(call, response, answer));
    }

    private static <T> T read(String call, HttpResponse<byte[]> response, Answer<T> answer) {
        if (response.statusCode() != HttpStatus.OK) {
            throw new LedgerUnavailableException(call + " was answered with status " + response.statusCode(), null);
        }
        try {
            return answer.read(new DataInputStream(new ByteArrayInputStream(response.body())));
        } catch (IOException e) {
            throw new LedgerUnavailableException(call + " was answered with something unreadable", e);
        }
    }
}
