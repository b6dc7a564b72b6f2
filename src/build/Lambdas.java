import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Compiles the lambdas and method references of a folder of class files to classes, as javac does
 * with anonymous ones.
 *
 * <p>javac leaves them to the JVM, which links each where it is first met: 0.1 to 0.2 ms each on
 * JDK 17 even from a class archive, and 4 ms for the first. A class from the archive takes a fifth
 * of that. A short verb meets 120.
 *
 * <p>Run by the build as {@code java -cp asm.jar Lambdas.java FOLDER}, between the compiler and all
 * else, so that the tests test what it made. Class files that hold no lambda are left as they are,
 * and so is what the language has beyond plain lambdas (serializable ones).
 */
final class Lambdas {
  private static final String INFIX = "$$Lambda";
  private static final String OBJECT = "java/lang/Object";
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  /** By the outermost class: the lambdas that may use its private members and those within. */
  private final Map<String, List<String>> nests = new HashMap<>();

  private final Map<String, byte[]> made = new TreeMap<>();
  private final Path folder;

  private Lambdas(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    new Lambdas(Path.of(args[0])).compile();
  }

  private void compile() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      // In their order A$B stands before A, in which its lambdas are entered.
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      if (infix(file) < 0) {
        rewrite(file);
      } else if (!isUsed(file)) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, byte[]> lambda : made.entrySet()) {
      Files.write(folder.resolve(lambda.getKey() + ".class"), lambda.getValue());
    }
  }

  private static int infix(Path file) {
    return file.getFileName().toString().indexOf(INFIX);
  }

  /** Whether a lambda's class is of a host that was not compiled again since. */
  private static boolean isUsed(Path lambda) throws IOException {
    String name = lambda.getFileName().toString();
    Path host = lambda.resolveSibling(name.substring(0, infix(lambda)) + ".class");
    return Files.exists(host)
        && Files.readString(host, StandardCharsets.ISO_8859_1)
            .contains(name.substring(0, name.length() - 6));
  }

  private void rewrite(Path file) throws IOException {
    ClassReader reader = new ClassReader(Files.readAllBytes(file));
    ClassWriter writer = new ClassWriter(0);
    Rewriter rewriter = new Rewriter(reader.getClassName(), writer);
    reader.accept(rewriter, 0);
    if (rewriter.changed) {
      Files.write(file, writer.toByteArray());
    }
  }

  /** A class, with classes in place of its lambdas. */
  private final class Rewriter extends ClassVisitor {
    private final String name;
    private String host;
    private int count;
    private boolean changed;

    Rewriter(String name, ClassWriter writer) {
      super(Opcodes.ASM9, writer);
      this.name = name;
      this.host = name;
    }

    @Override
    public void visitNestHost(String nestHost) {
      host = nestHost;
      super.visitNestHost(nestHost);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String type, String signature, String[] thrown) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, method, type, signature, thrown)) {
        @Override
        public void visitInvokeDynamicInsn(
            String sam, String site, Handle bootstrap, Object... args) {
          if (!bootstrap.getOwner().equals(FACTORY) || !bootstrap.getName().equals("metafactory")) {
            super.visitInvokeDynamicInsn(sam, site, bootstrap, args);
            return;
          }
          String lambda = name + INFIX + ++count;
          made.put(lambda, new Lambda(lambda, host, sam, site, args).toBytes());
          nests.computeIfAbsent(host, any -> new ArrayList<>()).add(lambda);
          changed = true;
          super.visitMethodInsn(Opcodes.INVOKESTATIC, lambda, Lambda.GET, site, false);
        }
      };
    }

    @Override
    public void visitEnd() {
      for (String lambda : nests.getOrDefault(name, List.of())) {
        super.visitNestMember(lambda);
        changed = true;
      }
      super.visitEnd();
    }
  }

  /** The class of one lambda: fields with what it captured, a method that calls its code. */
  private static final class Lambda {
    static final String GET = "get";
    private static final String ONLY = "ONLY";
    private static final Method CONSTRUCT = Method.getMethod("void <init> ()");
    private static final Map<String, Type> PRIMITIVES =
        Map.of(
            "java.lang.Boolean", Type.BOOLEAN_TYPE,
            "java.lang.Byte", Type.BYTE_TYPE,
            "java.lang.Character", Type.CHAR_TYPE,
            "java.lang.Short", Type.SHORT_TYPE,
            "java.lang.Integer", Type.INT_TYPE,
            "java.lang.Long", Type.LONG_TYPE,
            "java.lang.Float", Type.FLOAT_TYPE,
            "java.lang.Double", Type.DOUBLE_TYPE);

    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    private final Type type;
    private final Type[] captured;
    private final Method constructor;

    /**
     * @param name of the class to make
     * @param host of the nest whose private members it may use
     * @param sam the method of the functional interface
     * @param site descriptor: from what is captured to the interface
     * @param args of the metafactory: the method's erased type, what to call, the method's type
     */
    Lambda(String name, String host, String sam, String site, Object[] args) {
      this.type = Type.getObjectType(name);
      this.captured = Type.getArgumentTypes(site);
      this.constructor = new Method("<init>", Type.VOID_TYPE, captured);
      String[] interfaces = {Type.getReturnType(site).getInternalName()};
      int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
      writer.visit(Opcodes.V17, access, name, null, OBJECT, interfaces);
      writer.visitNestHost(host);
      construct();
      get(new Method(GET, site));
      call(new Method(sam, ((Type) args[0]).getDescriptor()), (Handle) args[1], (Type) args[2]);
      writer.visitEnd();
    }

    byte[] toBytes() {
      return writer.toByteArray();
    }

    private void construct() {
      GeneratorAdapter code = begin(0, constructor);
      code.loadThis();
      code.invokeConstructor(Type.getType(Object.class), CONSTRUCT);
      for (int i = 0; i < captured.length; i++) {
        writer.visitField(0, field(i), captured[i].getDescriptor(), null, null);
        code.loadThis();
        code.loadArg(i);
        code.putField(type, field(i), captured[i]);
      }
      end(code);
    }

    /** What captures nothing is made once: it may be compared by identity, as the JVM's own. */
    private void get(Method getter) {
      GeneratorAdapter code = begin(Opcodes.ACC_STATIC, getter);
      if (captured.length > 0) {
        code.newInstance(type);
        code.dup();
        code.loadArgs();
        code.invokeConstructor(type, constructor);
      } else {
        code.getStatic(type, ONLY, type);
      }
      end(code);
      if (captured.length == 0) {
        writer.visitField(Opcodes.ACC_STATIC, ONLY, type.getDescriptor(), null, null);
        GeneratorAdapter once = begin(Opcodes.ACC_STATIC, Method.getMethod("void <clinit> ()"));
        once.newInstance(type);
        once.dup();
        once.invokeConstructor(type, constructor);
        once.putStatic(type, ONLY, type);
        end(once);
      }
    }

    private void call(Method sam, Handle target, Type exact) {
      boolean constructs = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
      Type owner = Type.getObjectType(target.getOwner());
      List<Type> wanted = new ArrayList<>();
      if (!constructs && target.getTag() != Opcodes.H_INVOKESTATIC) {
        wanted.add(owner);
      }
      wanted.addAll(List.of(Type.getArgumentTypes(target.getDesc())));

      GeneratorAdapter code = begin(Opcodes.ACC_PUBLIC, sam);
      if (constructs) {
        code.newInstance(owner);
        code.dup();
      }
      for (int i = 0; i < captured.length; i++) {
        code.loadThis();
        code.getField(type, field(i), captured[i]);
      }
      for (int i = 0; i < sam.getArgumentTypes().length; i++) {
        Type here = exact.getArgumentTypes()[i];
        code.loadArg(i);
        convert(code, sam.getArgumentTypes()[i], here);
        convert(code, here, wanted.get(captured.length + i));
      }
      code.visitMethodInsn(
          opcode(target),
          target.getOwner(),
          target.getName(),
          target.getDesc(),
          target.isInterface());

      Type result = constructs ? owner : Type.getReturnType(target.getDesc());
      if (sam.getReturnType() != Type.VOID_TYPE) {
        convert(code, result, exact.getReturnType());
        convert(code, exact.getReturnType(), sam.getReturnType());
      } else if (result.getSize() == 2) {
        code.pop2();
      } else if (result.getSize() == 1) {
        code.pop();
      }
      end(code);
    }

    /** How a class of the nest calls it: only a class itself calls its methods as special. */
    private static int opcode(Handle target) {
      return switch (target.getTag()) {
        case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
        case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
        default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      };
    }

    /** Casts, boxes, unboxes and widens, as the language does in an assignment. */
    private static void convert(GeneratorAdapter code, Type from, Type to) {
      if (from.equals(to)) {
        return;
      }
      boolean primitive = PRIMITIVES.containsValue(from);
      if (primitive && PRIMITIVES.containsValue(to)) {
        code.cast(from, to);
      } else if (primitive) {
        code.valueOf(from);
      } else if (PRIMITIVES.containsValue(to)) {
        Type held = PRIMITIVES.getOrDefault(from.getClassName(), to);
        code.unbox(held);
        code.cast(held, to);
      } else {
        code.checkCast(to);
      }
    }

    private static String field(int captured) {
      return "captured" + captured;
    }

    private GeneratorAdapter begin(int access, Method method) {
      MethodVisitor code =
          writer.visitMethod(access, method.getName(), method.getDescriptor(), null, null);
      return new GeneratorAdapter(code, access, method.getName(), method.getDescriptor());
    }

    private static void end(GeneratorAdapter code) {
      code.returnValue();
      code.endMethod();
    }
  }
}
