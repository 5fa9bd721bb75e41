package io.masspayout.hedera;

import io.masspayout.model.Treasury;

/** The same token from treasuries that have allowed the operator to spend for them: no key of theirs is here. */
class AllowanceGatewayTest extends HederaTokenGatewayTest {

    @Override
    HederaGatewayBuilder describe(HederaGatewayBuilder builder) {
        treasuries().forEach(builder::treasuryByAllowance);
        return builder;
    }

    @Override
    protected Treasury treasury(long balance) {
        Treasury treasury = super.treasury(balance);
        network.ledger().approveAllowance(treasury.account().value(), LocalGateways.OPERATOR, token(), Long.MAX_VALUE);
        return treasury;
    }
}
