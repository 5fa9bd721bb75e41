package io.masspayout.hedera.local;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.SignaturePair;
import com.hedera.hashgraph.sdk.proto.SignedTransaction;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import com.hedera.hashgraph.sdk.proto.TransactionID;
import io.masspayout.hedera.local.world.Hashes;
import io.masspayout.hedera.local.world.SignedTransfer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;

/** The second step of the ingest checks: does the request hold a well-formed transfer? */
final class TransactionParser {

    /** Larger transactions are refused (hedera.transaction.maxBytes). */
    static final int MAX_BYTES = 6144;

    /** Longer memos are refused, in bytes of UTF-8 (hedera.transaction.maxMemoUtf8Bytes). */
    static final int MAX_MEMO_BYTES = 100;

    /** Fields 1 to 6 of a body are its frame; so are the custom fee limits and the batch key. */
    private static final int LAST_FRAME_FIELD = 6;

    private static final int MAX_CUSTOM_FEES_FIELD = 1001;
    private static final int BATCH_KEY_FIELD = 73;

    private TransactionParser() {}

    static SignedTransfer parse(Transaction request) throws PrecheckException {
        int size = request.getSerializedSize();
        if (size > MAX_BYTES) {
            throw new PrecheckException(ResponseCodeEnum.TRANSACTION_OVERSIZE);
        }
        ByteString signedBytes = request.getSignedTransactionBytes();
        if (signedBytes.isEmpty()) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION);
        }
        try {
            SignedTransaction signed = SignedTransaction.parseFrom(signedBytes);
            if (signed.getBodyBytes().isEmpty()) {
                throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION_BODY);
            }
            TransactionBody body = TransactionBody.parseFrom(signed.getBodyBytes());
            requireKnownFields(request.toByteString(), field -> field == 5);
            requireKnownFields(signedBytes, field -> field <= 3);
            requireKnownFields(signed.getBodyBytes(), TransactionParser::isBodyField);
            requirePrefixes(signed.getSigMap().getSigPairList());
            requireBody(body);
            return new SignedTransfer(
                    body,
                    signed.getBodyBytes().toByteArray(),
                    signed.getSigMap(),
                    Hashes.sha384(signedBytes.toByteArray()),
                    size);
        } catch (InvalidProtocolBufferException e) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION);
        }
    }

    private static boolean isBodyField(int field) {
        return field <= LAST_FRAME_FIELD
                || field == MAX_CUSTOM_FEES_FIELD
                || field == BATCH_KEY_FIELD
                || TransactionBody.DataCase.forNumber(field) != null;
    }

    private static void requireKnownFields(ByteString message, IntPredicate known) throws PrecheckException {
        CodedInputStream input = message.newCodedInput();
        try {
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                if (!known.test(WireFormat.getTagFieldNumber(tag))) {
                    throw new PrecheckException(ResponseCodeEnum.TRANSACTION_HAS_UNKNOWN_FIELDS);
                }
                input.skipField(tag);
            }
        } catch (IOException e) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION);
        }
    }

    /** Prefixes must tell the keys apart. */
    private static void requirePrefixes(List<SignaturePair> pairs) throws PrecheckException {
        for (int i = 0; i < pairs.size(); i++) {
            for (int j = 0; j < pairs.size(); j++) {
                ByteString prefix = pairs.get(i).getPubKeyPrefix();
                if (i != j && pairs.get(j).getPubKeyPrefix().startsWith(prefix)) {
                    throw new PrecheckException(ResponseCodeEnum.KEY_PREFIX_MISMATCH);
                }
            }
        }
    }

    private static void requireBody(TransactionBody body) throws PrecheckException {
        if (!body.hasTransactionID() || !body.getTransactionID().hasTransactionValidStart()) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION_ID);
        }
        TransactionID id = body.getTransactionID();
        if (id.getScheduled() || id.getNonce() != 0) {
            throw new PrecheckException(ResponseCodeEnum.TRANSACTION_ID_FIELD_NOT_ALLOWED);
        }
        if (!id.hasAccountID() || id.getAccountID().getAccountNum() <= 0) {
            throw new PrecheckException(ResponseCodeEnum.PAYER_ACCOUNT_NOT_FOUND);
        }
        if (!body.hasTransactionValidDuration()) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION_DURATION);
        }
        if (body.getMemo().getBytes(StandardCharsets.UTF_8).length > MAX_MEMO_BYTES) {
            throw new PrecheckException(ResponseCodeEnum.MEMO_TOO_LONG);
        }
        if (body.getMemo().indexOf(0) >= 0) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_ZERO_BYTE_IN_STRING);
        }
        if (body.getTransactionFee() < 0) {
            throw new PrecheckException(ResponseCodeEnum.INSUFFICIENT_TX_FEE);
        }
        if (body.hasBatchKey()) {
            throw new PrecheckException(ResponseCodeEnum.BATCH_KEY_SET_ON_NON_INNER_TRANSACTION);
        }
        if (!body.hasCryptoTransfer()) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION_BODY);
        }
    }
}
