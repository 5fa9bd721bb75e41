package io.masspayout.architecture;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Looks through sources for switches over enums. */
final class Switches {

    private Switches() {}

    /**
     * Switches over some constants that compile though a constant is added.
     *
     * @param sources a directory
     * @param constants of the enums that are looked for
     */
    static List<String> leavingConstantsOut(Path sources, Set<String> constants) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(sources)) {
            files = below.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        List<String> found = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, trees, constants, found).scan(unit, null);
            }
        }
        return found;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final Trees trees;
        private final Set<String> constants;
        private final List<String> found;

        Scanner(CompilationUnitTree unit, Trees trees, Set<String> constants, List<String> found) {
            this.unit = unit;
            this.trees = trees;
            this.constants = constants;
            this.found = found;
        }

        @Override
        public Void visitSwitch(SwitchTree node, Void nothing) {
            if (isOverConstants(node.getCases())) {
                found.add(place(node) + " is a statement");
            }
            return super.visitSwitch(node, null);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree node, Void nothing) {
            boolean hasDefault = node.getCases().stream()
                    .anyMatch(each -> each.getExpressions().isEmpty());
            if (hasDefault && isOverConstants(node.getCases())) {
                found.add(place(node) + " has a default");
            }
            return super.visitSwitchExpression(node, null);
        }

        private boolean isOverConstants(List<? extends CaseTree> cases) {
            return cases.stream()
                    .flatMap(each -> each.getExpressions().stream())
                    .anyMatch(this::isConstant);
        }

        private boolean isConstant(ExpressionTree label) {
            return label instanceof IdentifierTree name
                    && constants.contains(name.getName().toString());
        }

        private String place(Tree node) {
            long position = trees.getSourcePositions().getStartPosition(unit, node);
            return Path.of(unit.getSourceFile().getName()).getFileName() + ":"
                    + unit.getLineMap().getLineNumber(position);
        }
    }
}
