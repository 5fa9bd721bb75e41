package io.masspayout.hedera.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.TransactionId;
import io.masspayout.testing.ManualClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class LocalNetworkTest {

    @Test
    void aTransferSentWithTheSdkMovesMoneyAndShowsInTheMirror() throws Exception {
        try (LocalNetwork network = LocalNetwork.builder(ManualClock.at("2026-11-22T12:00:00Z"))
                        .start();
                Wallet wallet = new Wallet(network)) {
            PrivateKey key = PrivateKey.generateED25519();
            String payer = network.ledger().createAccount(key.getPublicKey(), 1_000_000_000);
            String holder = network.ledger().createAccount(key.getPublicKey(), 0);
            TransactionId id = wallet.id(payer);

            assertThat(wallet.outcome(wallet.hbar(id, holder, 100), key)).isEqualTo(Status.SUCCESS);
            assertThat(network.ledger().balance(holder, LocalLedger.HBAR)).isEqualTo(100);
            for (String path : new String[] {
                "/api/v1/transactions/" + id.toString().replace("@", "-").replaceAll("\\.(\\d{9})$", "-$1"),
                "/api/v1/transactions?limit=2",
                "/api/v1/accounts/" + holder,
                "/api/v1/accounts?account.id=" + holder + "&account.id=" + payer
            }) {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(network.mirror() + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }
}
