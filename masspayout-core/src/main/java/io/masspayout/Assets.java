package io.masspayout;

import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.IdSource;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.register.CheckedRegister;
import io.masspayout.register.CsvRegister;
import io.masspayout.register.RegisterChecks;
import io.masspayout.register.RegisterCursor;
import io.masspayout.register.RegisterStaging;
import io.masspayout.register.RegisterSync;
import io.masspayout.storable.CallerText;
import io.masspayout.store.Act;
import io.masspayout.store.ImportedAsset;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.StagingId;
import io.masspayout.validation.Fault;
import io.masspayout.validation.Faults;
import io.masspayout.validation.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assets and their registers of holders. Safe for use by many threads. */
public final class Assets {

    private final PayoutStore store;
    private final PaymentLedger ledger;
    private final Optional<AssetSource> source;
    private final IdSource ids;
    private final HostActs acts;
    private final RegisterStaging staging;
    private final Optional<RegisterSync> sync;

    Assets(
            PayoutStore store,
            PaymentLedger ledger,
            Optional<AssetSource> source,
            RegisterStaging staging,
            Optional<RegisterSync> sync,
            IdSource ids,
            HostActs acts) {
        this.store = store;
        this.ledger = ledger;
        this.source = source;
        this.ids = ids;
        this.acts = acts;
        this.staging = staging;
        this.sync = sync;
    }

    /** As {@link #importAsset(AssetImport)}, with everything asked of the ledger. */
    public Asset importAsset(String tokenId) {
        return importAsset(AssetImport.of(tokenId));
    }

    /**
     * Imports an asset, or refreshes what the ledger says of one that was imported before. Said again, it changes nothing by which money is
     * shared or paid, and no name that a person gave: {@link #changeTreasury} and {@link #changePaymentToken} are verbs of their own.
     *
     * @throws InvalidRequestException with every fault of the import; also when it says another treasury, payment token or number of decimals
     *     than the asset has
     * @throws io.masspayout.ledger.LedgerUnavailableException when the ledger does not answer
     */
    public Asset importAsset(AssetImport asset) {
        ImportedAsset imported =
                new AssetImportCheck(ledger, source, asset).imported(new AssetId(ids.next()), acts.now());
        return store.importAsset(imported).value();
    }

    /**
     * Replaces the asset's register by what the ledger says now. How it went is in the asset's sync status, too.
     *
     * @return how many holders it has
     * @throws InvalidRequestException when the gateway cannot read holders
     * @throws io.masspayout.ledger.LedgerUnavailableException when the ledger does not answer; the register stays as it was
     */
    public long sync(AssetId id) {
        Asset asset = get(id);
        return sync.orElseThrow(() -> noSource(id)).replace(asset);
    }

    /**
     * As {@link #sync}, by what has changed since the register was last the ledger's, where the gateway can tell.
     *
     * @return how many holders it has
     */
    public long syncChanges(AssetId id) {
        Asset asset = get(id);
        return sync.orElseThrow(() -> noSource(id)).bringUpToDate(asset);
    }

    /**
     * Replaces the asset's register by a file of {@code account_id,balance}, see {@link CsvRegister}. A file without a holder, or whose last
     * line may have been cut, is refused.
     *
     * @return how many holders it has
     * @throws InvalidRequestException when there is no such file
     * @throws io.masspayout.register.InvalidRegisterException for a line that cannot be used; the register stays as it was
     */
    public long importRegister(AssetId id, Path csv) {
        return importRegister(id, csv, RegisterChecks.standard());
    }

    /** As {@link #importRegister(AssetId, Path)}, of a file of which the host knows more, such as its control totals. */
    public long importRegister(AssetId id, Path csv, RegisterChecks checks) {
        try (InputStream stream = Files.newInputStream(csv)) {
            return importRegister(id, CsvRegister.read(stream, checks), checks);
        } catch (NoSuchFileException e) {
            throw unreadable(csv, "there is no such file");
        } catch (IOException e) {
            throw unreadable(csv, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Replaces the asset's register by what a cursor gives, in one step, and closes the cursor. Streams: the register may be larger
     * than memory.
     *
     * @return how many holders it has
     * @throws io.masspayout.register.InvalidRegisterException for a line that cannot be used; the register stays as it was
     * @throws io.masspayout.store.DuplicateAccountException when two lines are one account; the register stays as it was
     */
    public long importRegister(AssetId id, RegisterCursor register) {
        return importRegister(id, register, RegisterChecks.standard());
    }

    /** As {@link #importRegister(AssetId, RegisterCursor)}, of a register of which the host knows more. */
    public long importRegister(AssetId id, RegisterCursor register, RegisterChecks checks) {
        try (CheckedRegister checked = new CheckedRegister(register, checks)) {
            get(id);
            StagingId stagingId = new StagingId(ids.next());
            long rows = staging.stage(stagingId, checked);
            try {
                return store.replaceRegister(id, stagingId, rows, acts.byWorker("import of a register"));
            } finally {
                store.discardStaging(stagingId);
            }
        }
    }

    /**
     * The asset.
     *
     * @throws NotFoundException when there is none
     */
    public Asset get(AssetId id) {
        return store.asset(id).orElseThrow(() -> new NotFoundException("asset", id));
    }

    /** The asset with a token id. */
    public Optional<Asset> byToken(String tokenId) {
        return store.assetByToken(TokenId.of(tokenId));
    }

    /** Assets, oldest first. */
    public Page<Asset> list(PageRequest page) {
        return store.assets(page);
    }

    /** Gives an asset another name in the database, which stays when the asset is imported again; the ledger's stays. */
    public Asset rename(AssetId id, String name, String who) {
        Faults faults = Faults.of("asset");
        faults.check(!name.isBlank(), "name", name, "give a name");
        faults.text("name", name, CallerText.MAX_NAME_LENGTH).throwIfAny();
        return store.rename(id, name, acts.by(who, "rename"));
    }

    /**
     * Makes another account pay for an asset: distributions that are declared from now on are paid from it, unless they name one themselves.
     *
     * @throws InvalidRequestException when the ledger has no such account
     * @throws io.masspayout.store.ConflictException when a distribution of the asset is PENDING or PROCESSING, as it pays from the account it
     *     was declared with: finish or cancel it first. What ended with failures is tried again from its own account
     */
    public Asset changeTreasury(AssetId id, String account, String who, String why) {
        Faults faults = Faults.of("change of treasury");
        Optional<AccountId> treasury = AccountCheck.existing(ledger, faults, "treasury", account);
        faults.throwIfAny();
        return store.changeTreasury(id, treasury.orElseThrow(), acts.by(who, why));
    }

    /**
     * Pays for an asset in another token; as {@link #changeTreasury}.
     *
     * @throws InvalidRequestException when the token cannot be paid with
     * @throws io.masspayout.store.ConflictException as {@link #changeTreasury}
     */
    public Asset changePaymentToken(AssetId id, String token, String who, String why) {
        return changePaymentToken(id, token, null, acts.by(who, why));
    }

    /** As {@link #changePaymentToken(AssetId, String, String, String)}, for a gateway that cannot be asked for the decimals. */
    public Asset changePaymentToken(AssetId id, String token, int decimals, String who, String why) {
        return changePaymentToken(id, token, decimals, acts.by(who, why));
    }

    private Asset changePaymentToken(AssetId id, String token, @Nullable Integer decimals, Act act) {
        Faults faults = Faults.of("change of payment token");
        Optional<PaymentCurrency> currency = CurrencyCheck.currency(source, faults, token, decimals);
        faults.throwIfAny();
        return store.changePaymentToken(id, currency.orElseThrow(), act);
    }

    /** Stops all payments of an asset; what was sent is still resolved. */
    public Asset pause(AssetId id, String who, String why) {
        return store.setPaused(id, true, acts.by(who, why));
    }

    /** Allows payments of an asset again. */
    public Asset unpause(AssetId id, String who, String why) {
        return store.setPaused(id, false, acts.by(who, why));
    }

    /** Takes an asset into scheduled syncs. */
    public Asset enableSync(AssetId id, String who) {
        return store.setSyncEnabled(id, true, acts.by(who, "enable sync"));
    }

    /** Takes an asset out of scheduled syncs. */
    public Asset disableSync(AssetId id, String who) {
        return store.setSyncEnabled(id, false, acts.by(who, "disable sync"));
    }

    private static RuntimeException unreadable(Path csv, String problem) {
        return new InvalidRequestException("register", List.of(new Fault("register", csv.toString(), problem)));
    }

    private static RuntimeException noSource(AssetId id) {
        return new InvalidRequestException(
                "sync",
                List.of(new Fault(
                        "asset",
                        id.toString(),
                        "this gateway cannot read holders from the ledger; import a register")));
    }
}
