package io.masspayout.hedera.node;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the node has written to its record stream, as far as it has been read: files that it has finished, in their order, without
 * a gap. Safe for use by many threads.
 */
final class RecordStream {

    private static final String SUFFIX = ".rcd.gz";

    /** The node signs a file when it is complete; mirror nodes read no other. */
    private static final String SIGNATURE_SUFFIX = ".rcd_sig";

    private final Path folder;
    private final NavigableMap<Instant, StreamedTransaction> byTime = new TreeMap<>();
    private final Map<Long, Instant> tokens = new HashMap<>();
    private String lastFile = "";
    private @Nullable ByteString lastHash;
    private @Nullable RecordFile first;

    RecordStream(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads what is new.
     *
     * @throws IOException when a file does not go on where the last one ended: then nobody can say any more what is not in the stream
     */
    synchronized void read() throws IOException {
        for (Path file : finished()) {
            RecordFile read = RecordFile.read(file);
            if (lastHash != null && !lastHash.equals(read.before())) {
                throw new IOException(file + " does not follow " + lastFile);
            }
            for (StreamedTransaction transaction : read.transactions()) {
                byTime.put(transaction.at(), transaction);
                if (transaction.body().hasTokenCreation()
                        && transaction.done().getReceipt().hasTokenID()) {
                    tokens.put(transaction.done().getReceipt().getTokenID().getTokenNum(), transaction.at());
                }
            }
            if (first == null) {
                first = read;
            }
            lastHash = read.after();
            lastFile = file.getFileName().toString();
        }
    }

    private List<Path> finished() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            // Their names are times of equal length.
            all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .filter(file -> file.getFileName().toString().compareTo(lastFile) > 0)
                    .sorted()
                    .forEach(files::add);
        }
        int complete = 0;
        while (complete < files.size() && isSigned(files.get(complete))) {
            complete++;
        }
        return files.subList(0, complete);
    }

    private static boolean isSigned(Path file) {
        String name = file.getFileName().toString();
        String start = name.substring(0, name.length() - SUFFIX.length());
        return Files.exists(file.resolveSibling(start + SIGNATURE_SUFFIX));
    }

    /** The file with which the network began; empty while there is none. */
    synchronized Optional<RecordFile> first() {
        return Optional.ofNullable(first);
    }

    /** Consensus time of the last transaction read. */
    synchronized Instant end() {
        return byTime.isEmpty() ? Instant.EPOCH : byTime.lastKey();
    }

    /** Between two times, both included. */
    synchronized List<StreamedTransaction> between(Instant from, Instant to) {
        if (from.isAfter(to)) {
            return List.of();
        }
        Collection<StreamedTransaction> found =
                byTime.subMap(from, true, to, true).values();
        return List.copyOf(found);
    }

    /** When a token was made; {@code null} for one of which the stream does not tell yet. */
    synchronized @Nullable Instant created(long token) {
        return tokens.get(token);
    }
}
