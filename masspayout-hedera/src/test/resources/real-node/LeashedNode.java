import com.hedera.node.app.ServicesMain;
import java.io.IOException;

/** Runs the node, and ends it when whoever started it has gone: a killed test JVM must not leave a node behind. */
public final class LeashedNode {

    private LeashedNode() {}

    public static void main(String[] args) throws Exception {
        Thread leash = new Thread(LeashedNode::endWithTheStarter, "leash");
        leash.setDaemon(true);
        leash.start();
        ServicesMain.main(args);
    }

    /** Standard input is a pipe from the starter. It closes when the starter dies, even by kill -9. */
    private static void endWithTheStarter() {
        try {
            while (System.in.read() != -1) {
                // nothing is ever written
            }
        } catch (IOException gone) {
            // the same as its end
        }
        Runtime.getRuntime().halt(1);
    }
}
