package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.Key;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Effect;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.RecordDraft;
import io.masspayout.hedera.local.world.TransactionKey;
import io.masspayout.hedera.local.world.World;

/** The accounts every network begins with: its treasury, the nodes, the fee collectors, and two other users. */
final class Genesis {

    /** The treasury of the network, which pays for what tests set up. */
    static final long TREASURY = 2;

    /** 50 billion HBAR, all there are. */
    static final long ALL_TINYBARS = 5_000_000_000_000_000_000L;

    /** What each of the two other users has: enough for every transfer they will ever make. */
    private static final long OTHERS_TINYBARS = 1_000_000_000_000L;

    private static final long[] FEE_ACCOUNTS = {98, 800, 801};

    private Genesis() {}

    static void create(World world, Key key, long firstNode, int nodes) {
        world.execute((state, at) -> {
            RecordDraft draft = new RecordDraft(new TransactionKey(TREASURY, at), "CRYPTOCREATEACCOUNT");
            add(draft, TREASURY, key, at);
            for (int i = 0; i < nodes; i++) {
                add(draft, firstNode + i, key, at);
            }
            for (long number : FEE_ACCOUNTS) {
                add(draft, number, key, at);
            }
            long others = Entity.LAST_SYSTEM_NUMBER + 1;
            add(draft, others, key, at);
            add(draft, others + 1, key, at);
            return draft.hbar(TREASURY, ALL_TINYBARS - 2 * OTHERS_TINYBARS)
                    .hbar(others, OTHERS_TINYBARS)
                    .hbar(others + 1, OTHERS_TINYBARS);
        });
    }

    private static void add(RecordDraft draft, long number, Key key, long at) {
        draft.effect(new Effect.AccountStored(new Account(number, key, 0, false, null, false, at)));
    }
}
