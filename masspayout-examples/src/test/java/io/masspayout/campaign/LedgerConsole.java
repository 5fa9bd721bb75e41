package io.masspayout.campaign;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.testing.LedgerPayment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The conductor's hand on the ledger process: its world, its weather, its own history. */
final class LedgerConsole {

    static final String END = "END";

    private final URI ledger;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LedgerConsole(URI ledger) {
        this.ledger = ledger;
    }

    /** Who is there. */
    Places places() {
        return Places.parse(say("places").get(0));
    }

    /** How a worker reaches a Hedera network. */
    HederaAccess hederaAccess() {
        return HederaAccess.parse(say("access"));
    }

    void fair() {
        say("fair");
    }

    void foul(int percent, long seed, String sly) {
        say("foul", percent, seed, sly);
    }

    void lose(BatchId batch) {
        say("lose", batch);
    }

    /** By how much the records that workers read are behind from now on. */
    void mirrorLag(Duration lag) {
        say("mirror", lag.toMillis());
    }

    void setTreasury(String account, long units) {
        say("treasury", account, units);
    }

    void refuses(String account) {
        say("refuses", account);
    }

    void accepts(String account) {
        say("accepts", account);
    }

    /** Lets everything arrive that is still on its way. */
    void deliverDelayed() {
        say("deliver");
    }

    /** Returns when everybody who asks is told how the world is now, and not how it was. */
    void awaitKnown() {
        say("known");
    }

    long struck() {
        return Long.parseLong(say("struck").get(0));
    }

    /** A line for each treasury, as {@link LedgerWorld#books} writes it. */
    List<String> books() {
        return say("books");
    }

    /** Everything that the ledger moved for a distribution, from its own history. */
    void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        read(
                line -> {
                    String[] words = line.split(" ", -1);
                    each.accept(new LedgerPayment(
                            LedgerTransactionId.of(words[0]),
                            BatchId.of(words[1]),
                            AccountId.of(words[2]),
                            AccountId.of(words[3]),
                            Long.parseLong(words[4])));
                },
                "payments",
                distribution);
    }

    private List<String> say(Object... words) {
        Stream.Builder<String> lines = Stream.builder();
        read(lines::add, words);
        return lines.build().toList();
    }

    private void read(Consumer<String> each, Object... words) {
        StringBuilder path = new StringBuilder(ControlDesk.PATH);
        for (Object word : words) {
            path.append(path.length() == ControlDesk.PATH.length() ? "" : "/").append(word);
        }
        HttpRequest request =
                HttpRequest.newBuilder(ledger.resolve(path.toString())).build();
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            String last = "";
            for (Iterator<String> iterator = lines.iterator(); iterator.hasNext(); ) {
                last = iterator.next();
                if (!last.equals(END)) {
                    each.accept(last);
                }
            }
            if (!last.equals(END)) {
                throw new IllegalStateException("the ledger process broke off its answer to " + path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the ledger process was asked " + path, e);
        }
    }
}
