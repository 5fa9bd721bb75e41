package io.masspayout.jooq;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Stands between a client and the database, and cuts the first connection when the client has said so many things. Later connections
 * are left alone.
 */
final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 8_192;

    private final ServerSocket listener;
    private final URI database;
    private final int cutAt;
    private volatile boolean hasCut;

    private CuttingProxy(URI database, int cutAt) throws IOException {
        this.database = database;
        this.cutAt = cutAt;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /**
     * Opens a proxy.
     *
     * @param jdbcUrl of the database
     * @param cutAt which of the client's messages does not get through any more; the first is 1
     */
    static CuttingProxy before(String jdbcUrl, int cutAt) throws IOException {
        CuttingProxy proxy = new CuttingProxy(URI.create(jdbcUrl.substring("jdbc:".length())), cutAt);
        daemon(proxy::accept);
        return proxy;
    }

    /** The database's URL with this proxy's address in place of its own. */
    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + listener.getLocalPort() + database.getPath() + "?"
                + database.getQuery();
    }

    /** Whether the first connection said enough to be cut. */
    boolean hasCut() {
        return hasCut;
    }

    private void accept() {
        int limit = cutAt;
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(database.getHost(), database.getPort());
                int messages = limit;
                daemon(() -> forward(client, server, messages));
                daemon(() -> forward(server, client, Integer.MAX_VALUE));
                limit = Integer.MAX_VALUE;
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    private void forward(Socket from, Socket to, int limit) {
        // A driver flushes once for each message that it waits for an answer to, so a read is a message.
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            int read = in.read(buffer);
            for (int message = 1; read >= 0; message++) {
                if (message == limit) {
                    hasCut = true;
                    return;
                }
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        } catch (IOException cut) {
            // Both ends are closed, whoever began.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
