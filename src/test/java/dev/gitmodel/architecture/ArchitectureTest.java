package dev.gitmodel.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's plan, held against the classes: who may import whom, and who may touch the world. */
class ArchitectureTest {
  private static final String ROOT = "dev.gitmodel.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // Picocli, compiled anew by the build, lies beside our own classes.
          .withImportOption(location -> location.contains("/dev/gitmodel/"))
          .importUrl(
              dev.gitmodel.app.Main.class.getProtectionDomain().getCodeSource().getLocation());

  /** A room, the rooms it may enter, and the libraries it may use beside the JDK and JSpecify. */
  record Room(String name, List<String> mayImport, List<String> libraries) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Room> rooms() {
    return Stream.of(
        // SemVer's precedence is a library's: see the pom.
        new Room("model", List.of(), List.of()),
        new Room("store", List.of("model"), List.of()),
        new Room("query", List.of("model"), List.of()),
        new Room("registry", List.of("model", "store", "query"), List.of()),
        // Safetensors headers are JSON.
        new Room("weights", List.of("model"), List.of("com.fasterxml.jackson.core..")),
        new Room(
            "codec",
            List.of("model"),
            List.of("com.fasterxml.jackson..", "org.yaml.snakeyaml..", "com.networknt..")),
        new Room(
            "lfs",
            List.of("model", "store", "codec"),
            // The JDK's own word for writing past the page cache is outside java.
            List.of("org.apache.commons.io..", "javax.net.ssl..", "com.sun.nio.file..")),
        new Room(
            "git",
            List.of("model", "store", "codec", "lfs"),
            List.of("org.eclipse.jgit..", "org.apache.commons.io..", "javax.net.ssl..")),
        // Which names are weights is the workspace's to say.
        new Room("hook", List.of("model", "store", "registry", "workspace"), List.of()),
        new Room("run", List.of("model", "store", "codec"), List.of()),
        new Room(
            "notify",
            List.of("model", "store", "codec"),
            List.of("jakarta.mail..", "javax.crypto..", "javax.net..")),
        new Room(
            "workspace",
            List.of("model", "codec", "weights", "lfs"),
            List.of("org.apache.commons.io..", "com.fasterxml.jackson.core..")),
        new Room(
            "cli",
            List.of(
                "model",
                "store",
                "query",
                "registry",
                "codec",
                "workspace",
                "weights",
                "hook",
                "notify"),
            List.of("picocli..", "me.tongfei.progressbar..")));
  }

  @Test
  void theScanSeesTheWholeHouse() {
    assertThat(CLASSES).hasSizeGreaterThan(150);
    rooms()
        .forEach(
            room ->
                assertThat(CLASSES)
                    .as(room.name())
                    .anyMatch(c -> c.getPackageName().equals(ROOT + room.name())));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyWhatItMay(Room room) {
    Stream<String> ours = room.mayImport().stream().map(name -> ROOT + name + "..");
    String[] allowed =
        Stream.of(
                Stream.of(ROOT + room.name() + "..", "java..", "org.jspecify.."),
                ours,
                room.libraries().stream())
            .flatMap(s -> s)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ROOT + room.name() + "..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(arrayOrPrimitive()))
        .because(
            "data walks to the right: " + room.name() + " may know " + Arrays.toString(allowed))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> arrayOrPrimitive() {
    return DescribedPredicate.describe(
        "arrays and primitives", c -> c.isArray() || c.isPrimitive());
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching(ROOT + "(*)..")
        .should()
        .beFreeOfCycles()
        .because("a cycle is one package with two names")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsTheWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "app..")
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "app.."))
        .because("app knows everybody, so nobody may know app")
        .check(CLASSES);
  }

  @Test
  void onlyTheLedgerWrites() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "git..", ROOT + "store..")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "registry.Ledger")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "begins a turn or creates a model in the store",
                call ->
                    call.getTargetOwner().getName().equals(ROOT + "store.ModelStore")
                        && List.of("begin", "create").contains(call.getName())))
        .because("one pen writes, so no change goes without its audit entry")
        .check(CLASSES);
  }

  @Test
  void onlyTheFrontTouchesTheWorld() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "app..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .because("streams, environment and the exit are handed in, so tests can hand in others")
        .check(CLASSES);
  }

  @Test
  void theCoreIsHandedItsClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "model..", ROOT + "store..", ROOT + "registry..", ROOT + "codec..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .because("what decides must decide the same again")
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    List<String> silent =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(
                name -> CLASSES.stream().noneMatch(c -> c.getName().equals(name + ".package-info")))
            .toList();
    assertThat(silent).as("packages without a package-info").isEmpty();
  }
}
