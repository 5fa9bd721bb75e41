package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.contract.PaymentLedgerContract;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every payment ledger promises, kept by the gateway on a real node. Its time cannot be moved and its answers are not lost at will: what needs
 * that is skipped here, and in {@link RealNodeFateTest} where waiting and killing do as well.
 */
@NeedsRealNode
class RealNodeGatewayTest extends PaymentLedgerContract {

    /** As many as any test of the contract opens; a gateway is told its treasuries when it is built. */
    private static final int TREASURIES = 2;

    private final RealLedger real;
    private final NodeBackedMirror mirror;
    private final RealSetting setting;
    private final List<AccountId> treasuries = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final HederaGateway gateway;
    private int used;
    private String alias = "";

    RealNodeGatewayTest(RealLedger real, NodeBackedMirror mirror) {
        this.real = real;
        this.mirror = mirror;
        setting = new RealSetting(real, mirror);
        real.holders(setting.token(), TREASURIES).forEach(account -> treasuries.add(RealSetting.own(account)));
        gateway = opened();
    }

    private HederaGateway opened() {
        HederaGatewayBuilder builder = setting.gateway(HederaGatewayBuilder.DEFAULT_VALIDITY);
        treasuries.forEach(treasury -> builder.treasury(treasury.value(), setting.signer(treasury)));
        HederaGateway opened = builder.build();
        open.add(opened);
        return opened;
    }

    @BeforeEach
    void theMirrorKnowsTheToken() {
        mirror.awaitReadBeyond(real.now());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Override
    protected PaymentLedger ledger() {
        return gateway;
    }

    @Override
    protected PaymentLedger anotherClient() {
        return opened();
    }

    @Override
    protected Treasury treasury(long balance) {
        return setting.treasury(treasuries.get(used++), balance);
    }

    @Override
    protected PaymentCurrency currency() {
        return setting.currency();
    }

    @Override
    protected AccountId recipient() {
        if (!RealNode.knowsEcdsa()) {
            return setting.holder();
        }
        PrivateKey key = PrivateKey.generateECDSA();
        alias = key.getPublicKey().toEvmAddress().toString();
        return associated(
                real.create(key, options -> options.setAlias(key.getPublicKey().toEvmAddress())));
    }

    private AccountId associated(com.hedera.hashgraph.sdk.AccountId account) {
        real.associate(setting.token(), account);
        real.grantKyc(setting.token(), account);
        return RealSetting.own(account);
    }

    @Override
    protected AccountId recipientWho(FailureCode failure) {
        com.hedera.hashgraph.sdk.AccountId account = switch (failure) {
            case ACCOUNT_NOT_FOUND -> RealSetting.sdk(nobody());
            case ACCOUNT_DELETED, NOT_ASSOCIATED, KYC_NOT_GRANTED -> real.account();
            case ACCOUNT_FROZEN -> RealSetting.sdk(setting.holder());
            case RECEIVER_SIGNATURE_REQUIRED -> real.signingReceiver();
            default -> RealSetting.sdk(super.recipientWho(failure));
        };
        switch (failure) {
            case ACCOUNT_DELETED -> real.delete(account);
            case KYC_NOT_GRANTED -> real.associate(setting.token(), account);
            case ACCOUNT_FROZEN -> real.freeze(setting.token(), account);
            case RECEIVER_SIGNATURE_REQUIRED -> associated(account);
            default -> {
                // As it was made: with no token, and no slot for one.
            }
        }
        return RealSetting.own(account);
    }

    @Override
    protected void pauseToken() {
        real.pause(setting.token());
    }

    @Override
    protected long balance(AccountId account) {
        return setting.balance(account);
    }

    @Override
    protected Instant ledgerTime() {
        return real.now();
    }

    @Override
    protected Collection<String> spellings(AccountId account) {
        String longZero = "0".repeat(24) + HexFormat.of().toHexDigits(RealSetting.sdk(account).num);
        List<String> spellings = new ArrayList<>(
                List.of(account.value(), longZero, "0x" + longZero, "0X" + longZero.toUpperCase(Locale.ROOT)));
        if (!alias.isEmpty()) {
            // The last account made is the one asked for.
            spellings.addAll(List.of(
                    alias, "0x" + alias, alias.toUpperCase(Locale.ROOT), "0X" + alias.toUpperCase(Locale.ROOT)));
        }
        return spellings;
    }

    @Override
    protected AccountId nobody() {
        return AccountId.of("0.0.999999999");
    }
}
