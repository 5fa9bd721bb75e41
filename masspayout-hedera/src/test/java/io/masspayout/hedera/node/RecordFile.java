package io.masspayout.hedera.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.hedera.hashgraph.sdk.proto.SignedTransaction;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import com.hedera.hashgraph.sdk.proto.TransactionRecord;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of the node's record stream, from which mirror nodes learn what happened: version 6, as record_stream_file.proto of
 * the Hedera protobufs describes it. The SDK lacks the message of the file, and has those inside it.
 *
 * @param before running hash of the stream up to the file before
 * @param after running hash with this file
 */
record RecordFile(ByteString before, ByteString after, List<StreamedTransaction> transactions) {

    private static final int VERSION = 6;

    // Fields of RecordStreamFile, RecordStreamItem and HashObject.
    private static final int START_HASH = 2;
    private static final int ITEMS = 3;
    private static final int END_HASH = 4;
    private static final int TRANSACTION = 1;
    private static final int RECORD = 2;
    private static final int HASH = 3;

    /** Reads a file that the node has finished. */
    static RecordFile read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException(file + " has version " + version + ", not " + VERSION);
            }
            return parse(CodedInputStream.newInstance(in.readAllBytes()));
        }
    }

    private static RecordFile parse(CodedInputStream in) throws IOException {
        ByteString before = ByteString.EMPTY;
        ByteString after = ByteString.EMPTY;
        List<StreamedTransaction> transactions = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case START_HASH -> before = hash(in.readBytes().newCodedInput());
                case ITEMS -> transactions.add(item(in.readBytes().newCodedInput()));
                case END_HASH -> after = hash(in.readBytes().newCodedInput());
                default -> in.skipField(tag);
            }
        }
        return new RecordFile(before, after, List.copyOf(transactions));
    }

    private static ByteString hash(CodedInputStream in) throws IOException {
        ByteString hash = ByteString.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == HASH) {
                hash = in.readBytes();
            } else {
                in.skipField(tag);
            }
        }
        return hash;
    }

    private static StreamedTransaction item(CodedInputStream in) throws IOException {
        TransactionBody body = TransactionBody.getDefaultInstance();
        TransactionRecord done = TransactionRecord.getDefaultInstance();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case TRANSACTION -> body = body(Transaction.parseFrom(in.readBytes()));
                case RECORD -> done = TransactionRecord.parseFrom(in.readBytes());
                default -> in.skipField(tag);
            }
        }
        return new StreamedTransaction(body, done);
    }

    private static TransactionBody body(Transaction transaction) throws IOException {
        return TransactionBody.parseFrom(SignedTransaction.parseFrom(transaction.getSignedTransactionBytes())
                .getBodyBytes());
    }
}
