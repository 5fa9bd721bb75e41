package io.masspayout.hedera.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Accounts, one or many, and what they hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MirrorAccountsTest {

    private static final String EVM = "0x00000000000000000000000000000000000abcde";
    private static final String ALIAS = "0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a";

    private Scene scene;
    private final List<String> holders = new ArrayList<>();

    @BeforeAll
    void start() {
        scene = new Scene();
        for (int i = 0; i < 30; i++) {
            holders.add(scene.holder());
        }
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @Test
    void equalIdsAreAlternatives() throws Exception {
        String query = "?account.id=" + holders.get(3) + "&account.id=" + holders.get(1) + "&account.id=0.0.99999";
        List<JsonObject> found = scene.mirror.all("/accounts" + query + "&balance=false", "accounts");
        assertThat(MirrorReader.column(found, "account")).containsExactly(holders.get(1), holders.get(3));
        assertThat(found).allMatch(account -> account.get("balance").isJsonNull());
        assertThat(MirrorReader.column(scene.mirror.all("/accounts" + query + "&order=desc", "accounts"), "account"))
                .containsExactly(holders.get(3), holders.get(1));
    }

    @Test
    void aFullPageOfEqualIdsLinksToItself() throws Exception {
        String path = "/api/v1/accounts?account.id=" + holders.get(0) + "&account.id=" + holders.get(1) + "&limit=2";
        assertThat(MirrorReader.next(scene.mirror.get(path))).isEqualTo(path);
        assertThat(MirrorReader.next(scene.mirror.get(path.replace("limit=2", "limit=3"))))
                .isNull();
    }

    @Test
    void comparisonsMakeARange() throws Exception {
        List<JsonObject> found = scene.mirror.all(
                "/accounts?account.id=gte:" + holders.get(5) + "&account.id=lt:" + holders.get(20) + "&limit=4",
                "accounts");
        assertThat(MirrorReader.column(found, "account")).containsExactlyElementsOf(holders.subList(5, 20));
        List<JsonObject> down = scene.mirror.all(
                "/accounts?account.id=gte:" + holders.get(5) + "&account.id=lt:" + holders.get(20)
                        + "&limit=4&order=desc",
                "accounts");
        assertThat(down).hasSize(15);
    }

    @Test
    void moreThanAHundredIdsAreRefused() throws Exception {
        StringBuilder query = new StringBuilder("/accounts?balance=false");
        for (int i = 0; i < 101; i++) {
            query.append("&account.id=0.0.").append(5000 + i);
        }
        assertThat(scene.mirror.error(query.toString(), 400))
                .isEqualTo("Max number of values for query parameter: account.id exceeded. Total: 101, max: 100");
    }

    @Test
    void generatedAccountsAreThereLikeOthers() throws Exception {
        Holders many = scene.ledger.createTokenWithHolders(
                scene.treasury, options -> options, 1000, scene.key.getPublicKey(), i -> 1);
        String after = scene.holder();
        List<JsonObject> found = scene.mirror.all(
                "/accounts?account.id=gte:" + many.account(990) + "&account.id=lte:" + after + "&limit=3", "accounts");
        assertThat(found).hasSize(11);
        assertThat(scene.mirror.all(
                        "/accounts?account.id=gte:" + many.account(990) + "&account.id=lte:" + after
                                + "&limit=3&order=desc",
                        "accounts"))
                .hasSize(11);
        JsonObject one = scene.mirror.get("/accounts/" + many.account(500) + "?transactions=false");
        assertThat(one.getAsJsonObject("balance").getAsJsonArray("tokens")).hasSize(1);
        scene.ledger.transfer(LocalLedger.HBAR, "0.0.2", many.account(500), 7);
        assertThat(scene.mirror
                        .get("/accounts/" + many.account(500) + "?transactions=false")
                        .getAsJsonObject("balance")
                        .get("balance")
                        .getAsLong())
                .isEqualTo(7);
    }

    @Test
    void anEvmAddressFindsItsAccount() throws Exception {
        String aliased = scene.holder(options -> options.evmAlias(ALIAS).hollow());
        JsonObject found = scene.mirror.get("/accounts/" + ALIAS + "?transactions=false");
        assertThat(found.get("account").getAsString()).isEqualTo(aliased);
        assertThat(found.get("alias").getAsString()).isEqualTo("2HDBG3LF6PYKWBJX6KXWCGUDJDQL3FRK");
        assertThat(found.get("key").isJsonNull()).isTrue();
        assertThat(scene.mirror.error("/accounts/" + EVM, 404)).isEqualTo("Not found");
        String longZero = String.format(
                java.util.Locale.ROOT, "0x%040x", Long.parseLong(holders.get(0).substring(4)));
        assertThat(scene.mirror.get("/accounts/" + longZero).get("account").getAsString())
                .isEqualTo(holders.get(0));
    }

    @Test
    void aDeletedAccountSaysSo() throws Exception {
        String gone = scene.holder();
        scene.ledger.deleteAccount(gone);
        assertThat(scene.mirror.get("/accounts/" + gone).get("deleted").getAsBoolean())
                .isTrue();
    }

    @Test
    void anAccountShowsItsTransactionsUnlessTold() throws Exception {
        String busy = scene.holder();
        for (int i = 0; i < 5; i++) {
            scene.ledger.transfer(LocalLedger.HBAR, "0.0.2", busy, 1);
        }
        List<JsonObject> rows = scene.mirror.all("/accounts/" + busy + "?limit=2", "transactions");
        assertThat(rows).hasSize(5);
        assertThat(scene.mirror.all("/accounts/" + busy + "?transactions=false", "transactions"))
                .isEmpty();
    }

    @Test
    void associationsAreByTokenAndMayBeNone() throws Exception {
        String holder = scene.holder(options -> options.maxAutoAssociations(-1));
        String byHand = scene.token(options -> options.kycKey(scene.key.getPublicKey()));
        String automatic = scene.token(options -> options);
        String none = scene.token(options -> options);
        scene.ledger.associate(holder, byHand);
        scene.ledger.transfer(automatic, scene.treasury, holder, 5);
        List<JsonObject> rows = scene.mirror.all("/accounts/" + holder + "/tokens?limit=1", "tokens");
        assertThat(MirrorReader.column(rows, "token_id")).containsExactly(byHand, automatic);
        assertThat(MirrorReader.column(rows, "automatic_association")).containsExactly("false", "true");
        assertThat(MirrorReader.column(rows, "kyc_status")).containsExactly("REVOKED", "NOT_APPLICABLE");
        assertThat(scene.mirror.all("/accounts/" + holder + "/tokens?token.id=" + none, "tokens"))
                .isEmpty();
        scene.ledger.dissociate(holder, byHand);
        assertThat(scene.mirror.all("/accounts/" + holder + "/tokens?token.id=" + byHand, "tokens"))
                .isEmpty();
        assertThat(scene.mirror.error("/accounts/0.0.99999/tokens", 404)).isEqualTo("Not found");
    }
}
