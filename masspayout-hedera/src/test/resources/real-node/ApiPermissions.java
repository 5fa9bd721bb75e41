import java.lang.reflect.RecordComponent;

/**
 * Prints a permission file that opens every operation to everybody; the node wants one at genesis. Runs on the node's class
 * path, as the operations are the components of its own configuration record.
 */
public final class ApiPermissions {

    private ApiPermissions() {}

    public static void main(String[] args) throws ClassNotFoundException {
        Class<?> operations = Class.forName("com.hedera.node.config.data.ApiPermissionConfig");
        for (RecordComponent operation : operations.getRecordComponents()) {
            System.out.println(operation.getName() + "=0-*");
        }
    }
}
