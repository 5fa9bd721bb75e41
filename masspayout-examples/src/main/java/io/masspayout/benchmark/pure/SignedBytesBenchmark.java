package io.masspayout.benchmark.pure;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.PublicKey;
import com.hedera.hashgraph.sdk.Transaction;
import com.hedera.hashgraph.sdk.proto.SignaturePair;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.ledger.Bytes;
import java.util.Iterator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * From stored bytes without signatures to stored bytes with them: by the library's own reader, and by the SDK's, given the same
 * signatures. Almost all of the SDK's time goes into comparing the copies for the nodes with one another, by reflection; the library reads only
 * what it has made, and compares nothing. Public for JMH.
 */
@State(Scope.Benchmark)
public class SignedBytesBenchmark {

    private final PrivateKey privateKey = PrivateKey.generateED25519();
    private final PublicKey key = privateKey.getPublicKey();
    private final Bytes unsigned = NineHolders.unsigned();
    private final List<byte[]> signatures = StoredTransfer.read(unsigned).payloads().stream()
            .map(privateKey::sign)
            .toList();

    @Benchmark
    public Bytes library() {
        ByteString prefix = ByteString.copyFrom(key.toBytesRaw());
        return StoredTransfer.read(unsigned)
                .signed(signatures.stream()
                        .map(signature -> SignaturePair.newBuilder()
                                .setPubKeyPrefix(prefix)
                                .setEd25519(ByteString.copyFrom(signature))
                                .build())
                        .toList())
                .bytes();
    }

    @Benchmark
    public byte[] baseline() throws InvalidProtocolBufferException {
        Iterator<byte[]> given = signatures.iterator();
        // What has no signature yet the SDK reads as not frozen.
        return Transaction.fromBytes(unsigned.toArray())
                .freeze()
                .signWith(key, payload -> given.next())
                .toBytes();
    }
}
