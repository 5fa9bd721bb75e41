import static java.lang.classfile.ClassFile.ACC_ABSTRACT;
import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_INTERFACE;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SUPER;
import static java.lang.classfile.ClassFile.JAVA_6_VERSION;
import static java.lang.classfile.ClassFile.JAVA_8_VERSION;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandleInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a stand-in for every Besu class the consensus node mentions, as Besu is not on Maven Central. The node loads its
 * contract engine at start, so the classes have to be there; nothing that is tested here runs a contract, so they may be
 * empty. Only names and shapes are taken, and from the node's own class files: what it calls, reads, catches and extends.
 *
 * <p>A program of its own because it reads class files newer than Java 17: {@code java StandIns.java JARS TARGET}.
 */
final class StandIns {

    static final String MISSING = "org/hyperledger/besu/";

    /** Written by hand, in LibSecp256k1.java: the one Besu class that does something. */
    static final String BY_HAND = "org/hyperledger/besu/nativelib/secp256k1/LibSecp256k1";

    static final Pattern MENTION = Pattern.compile("L(" + MISSING + "[^;<]*)[;<]");
    static final List<String> OF_THE_NODE = List.of("com/hedera/", "com/swirlds/", "org/hiero/");
    static final MethodTypeDesc NO_ARGUMENTS = MethodTypeDesc.of(ConstantDescs.CD_void);

    record Member(String name, String descriptor) implements Comparable<Member> {
        @Override
        public int compareTo(Member other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : descriptor.compareTo(other.descriptor);
        }
    }

    /** What is known of a missing class; members carry whether they are static. */
    static final class Shape {
        boolean isInterface;
        boolean isThrowable;
        final Map<Member, Boolean> methods = new TreeMap<>();
        final Map<Member, Boolean> fields = new TreeMap<>();
    }

    private final Map<String, ClassModel> present = new HashMap<>();
    private final Map<String, Shape> shapes = new TreeMap<>();

    public static void main(String[] args) throws IOException {
        StandIns standIns = new StandIns();
        try (var jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : jars) {
                standIns.read(jar);
            }
        }
        standIns.present.values().forEach(standIns::learnFrom);
        System.out.println(standIns.write(Path.of(args[1])) + " stand-ins");
    }

    // ---- reading

    private void read(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && OF_THE_NODE.stream().anyMatch(name::startsWith)) {
                    ClassModel model = ClassFile.of().parse(jar.getInputStream(entry).readAllBytes());
                    present.put(model.thisClass().asInternalName(), model);
                }
            }
        }
    }

    private void learnFrom(ClassModel model) {
        model.superclass().ifPresent(parent -> shape(parent.asInternalName()));
        for (ClassEntry parent : model.interfaces()) {
            shape(parent.asInternalName()).ifPresent(shape -> shape.isInterface = true);
        }
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry mentioned -> shape(mentioned.asInternalName());
                case Utf8Entry text -> learnFromDescriptor(text.stringValue());
                case InterfaceMethodRefEntry call ->
                    shape(call.owner().asInternalName()).ifPresent(shape -> shape.isInterface = true);
                case MethodHandleEntry handle -> learnFromHandle(handle);
                default -> {}
            }
        }
        for (var method : model.methods()) {
            method.code().ifPresent(code -> code.forEach(this::learnFromCode));
        }
    }

    private void learnFromHandle(MethodHandleEntry handle) {
        MemberRefEntry member = handle.reference();
        if (member.type().stringValue().startsWith("(")) {
            boolean isStatic = handle.kind() == MethodHandleInfo.REF_invokeStatic;
            called(member.owner().asInternalName(), member(member), isStatic);
        }
    }

    private void learnFromCode(CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                called(
                        call.owner().asInternalName(),
                        new Member(call.name().stringValue(), call.type().stringValue()),
                        call.opcode() == Opcode.INVOKESTATIC);
            case FieldInstruction access -> {
                Member field = new Member(access.name().stringValue(), access.type().stringValue());
                boolean isStatic = access.opcode() == Opcode.GETSTATIC || access.opcode() == Opcode.PUTSTATIC;
                for (String owner : missingOwners(access.owner().asInternalName(), Optional.empty())) {
                    shape(owner).ifPresent(shape -> shape.fields.merge(field, isStatic, Boolean::logicalOr));
                }
            }
            case ExceptionCatch caught ->
                caught.catchType()
                        .flatMap(type -> shape(type.asInternalName()))
                        .ifPresent(shape -> shape.isThrowable = true);
            default -> {}
        }
    }

    private void called(String owner, Member method, boolean isStatic) {
        if (owner.startsWith("[") || (method.name().equals("<init>") && !owner.startsWith(MISSING))) {
            return;
        }
        for (String missing : missingOwners(owner, Optional.of(method))) {
            shape(missing).ifPresent(shape -> shape.methods.merge(method, isStatic, Boolean::logicalOr));
        }
    }

    /** The missing classes from which a class of the node may inherit a member; the class itself if it is missing. */
    private Set<String> missingOwners(String owner, Optional<Member> method) {
        if (owner.startsWith(MISSING)) {
            return Set.of(owner);
        }
        ClassModel model = present.get(owner);
        if (model == null || method.isPresent() && declares(model, method.get())) {
            return Set.of();
        }
        Set<String> found = new HashSet<>();
        model.superclass().ifPresent(parent -> found.addAll(missingOwners(parent.asInternalName(), method)));
        model.interfaces().forEach(parent -> found.addAll(missingOwners(parent.asInternalName(), method)));
        return found;
    }

    private static boolean declares(ClassModel model, Member method) {
        return model.methods().stream()
                .anyMatch(own -> own.methodName().equalsString(method.name())
                        && own.methodType().equalsString(method.descriptor()));
    }

    private void learnFromDescriptor(String text) {
        if (text.contains(MISSING)) {
            Matcher mentions = MENTION.matcher(text);
            while (mentions.find()) {
                shape(mentions.group(1));
            }
        }
    }

    /** The shape of a missing class, from now on one that will be written; nothing for a class that is there. */
    private Optional<Shape> shape(String type) {
        if (type.startsWith("[")) {
            learnFromDescriptor(type);
            return Optional.empty();
        }
        if (!type.startsWith(MISSING) || type.equals(BY_HAND) || type.startsWith(BY_HAND + "$")) {
            return Optional.empty();
        }
        return Optional.of(shapes.computeIfAbsent(type, name -> {
            Shape shape = new Shape();
            shape.isThrowable = name.endsWith("Exception") || name.endsWith("Error");
            return shape;
        }));
    }

    private static Member member(MemberRefEntry entry) {
        return new Member(entry.name().stringValue(), entry.type().stringValue());
    }

    // ---- writing

    private int write(Path target) throws IOException {
        // Without stack maps, which old class files need not have.
        ClassFile writer = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
        for (var entry : shapes.entrySet()) {
            Path file = target.resolve(entry.getKey() + ".class");
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    writer.build(
                            ClassDesc.ofInternalName(entry.getKey()),
                            type -> write(type, entry.getKey(), entry.getValue())));
        }
        return shapes.size();
    }

    private void write(ClassBuilder type, String name, Shape shape) {
        ClassDesc parent = shape.isThrowable ? ClassDesc.of("java.lang.RuntimeException") : ConstantDescs.CD_Object;
        if (shape.isInterface) {
            type.withVersion(JAVA_8_VERSION, 0);
            type.withFlags(ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT);
            type.withSuperclass(ConstantDescs.CD_Object);
        } else {
            type.withVersion(JAVA_6_VERSION, 0);
            type.withFlags(ACC_PUBLIC | ACC_SUPER);
            type.withSuperclass(parent);
            type.withInterfaceSymbols(interfacesByName(name));
            shape.methods.putIfAbsent(new Member("<init>", "()V"), false);
        }
        shape.fields.forEach((field, isStatic) -> type.withField(
                field.name(),
                ClassDesc.ofDescriptor(field.descriptor()),
                ACC_PUBLIC
                        | (isStatic || shape.isInterface ? ACC_STATIC : 0)
                        | (shape.isInterface ? ACC_FINAL : 0)));
        shape.methods.forEach((method, isStatic) -> {
            boolean constructor = method.name().equals("<init>");
            if (constructor && shape.isInterface) {
                return;
            }
            MethodTypeDesc signature = MethodTypeDesc.ofDescriptor(method.descriptor());
            type.withMethodBody(method.name(), signature, ACC_PUBLIC | (isStatic ? ACC_STATIC : 0), code -> {
                if (constructor) {
                    code.aload(0).invokespecial(parent, "<init>", NO_ARGUMENTS);
                }
                answer(code, signature.returnType());
            });
        });
    }

    /** A guess that holds for Besu: a class called AddOperation implements the interface called Operation. */
    private List<ClassDesc> interfacesByName(String name) {
        List<ClassDesc> implemented = new ArrayList<>();
        shapes.forEach((other, shape) -> {
            if (shape.isInterface && simpleName(name).endsWith(simpleName(other))) {
                implemented.add(ClassDesc.ofInternalName(other));
            }
        });
        return implemented;
    }

    private static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }

    /** The emptiest answer that callers at start can live with: zero, nothing, an empty list, another stand-in. */
    private void answer(CodeBuilder code, ClassDesc type) {
        TypeKind kind = TypeKind.from(type);
        switch (kind.asLoadable()) {
            case VOID -> {}
            case LONG -> code.lconst_0();
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case REFERENCE -> object(code, type);
            default -> code.iconst_0();
        }
        code.return_(kind);
    }

    private void object(CodeBuilder code, ClassDesc type) {
        String name = type.descriptorString();
        Shape standIn = type.isClassOrInterface() ? shapes.get(name.substring(1, name.length() - 1)) : null;
        if (standIn != null && !standIn.isInterface) {
            code.new_(type).dup().invokespecial(type, "<init>", NO_ARGUMENTS);
        } else if (type.equals(ConstantDescs.CD_List)) {
            code.invokestatic(type, "of", MethodTypeDesc.of(type), true);
        } else if (name.equals("Ljava/util/Optional;")) {
            code.invokestatic(type, "empty", MethodTypeDesc.of(type));
        } else if (name.equals("[B")) {
            code.bipush(32).newarray(TypeKind.BYTE); // as long as a hash
        } else {
            code.aconst_null();
        }
    }
}
