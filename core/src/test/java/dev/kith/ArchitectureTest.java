// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may know whom. A package is in one row of the table below, and imports only from the rows
/// above its own, never from a neighbour; so there are no cycles.
class ArchitectureTest {

  private static final List<String> ROWS =
      """
      dev.kith.internal.memory
      dev.kith.vector
      dev.kith.internal.kernel
      dev.kith
      dev.kith.internal.parallel | dev.kith.internal.random | dev.kith.internal.file
      dev.kith.internal.topk
      dev.kith.internal.panel | dev.kith.io
      dev.kith.internal.sketch
      dev.kith.cluster
      dev.kith.internal.quantize
      dev.kith.transform
      dev.kith.index
      dev.kith.internal.index
      dev.kith.factory | dev.kith.faiss
      dev.kith.convert | dev.kith.tune
      dev.kith.rvc
      """
          .lines()
          .toList();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.kith");

  @Test
  void everyPackageHasARow() {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages)
        .hasSizeGreaterThan(8)
        .allSatisfy(name -> assertThat(row(name)).as("row of %s", name).isNotNegative());
  }

  @Test
  void importsPointUpTheTable() {
    List<Dependency> all =
        CLASSES.stream()
            .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
            .filter(dependency -> isOurs(dependency.getTargetClass()))
            .toList();
    assertThat(all).hasSizeGreaterThan(1000);

    List<String> wrong =
        all.stream()
            .filter(dependency -> !isAllowed(dependency))
            .map(Dependency::getDescription)
            .sorted()
            .toList();

    assertThat(wrong).isEmpty();
  }

  private static boolean isAllowed(Dependency dependency) {
    String from = dependency.getOriginClass().getPackageName();
    String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
    return from.equals(to) || row(to) < row(from);
  }

  private static boolean isOurs(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.equals("dev.kith") || name.startsWith("dev.kith.");
  }

  /// The number of the row that names a package, or -1.
  private static int row(String name) {
    for (int row = 0; row < ROWS.size(); row++) {
      if (List.of(ROWS.get(row).split(" +\\| +", -1)).contains(name)) {
        return row;
      }
    }
    return -1;
  }

  @Test
  void onlyTheKernelRoomNamesTheVectorApi() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.kith.internal.kernel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(CLASSES);
    ArchRuleDefinition.classes()
        .that()
        .haveSimpleName("VectorKernels")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .because("the rule above would hold as well if the importer saw nothing")
        .check(CLASSES);
  }

  @Test
  void oneClassNamesTheLibraryOfDecompositions() {
    ArchRuleDefinition.noClasses()
        .that()
        .doNotHaveSimpleName("Decompositions")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ejml..")
        .check(CLASSES);
    ArchRuleDefinition.classes()
        .that()
        .haveSimpleName("Decompositions")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ejml..")
        .because("the rule above would hold as well if the importer saw nothing")
        .check(CLASSES);
  }

  /// The language is one thing and what it builds another: a text can be read, checked and
  /// explained where no index is wanted.
  @Test
  void theGrammarKnowsNoIndex() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.kith.factory")
        .and()
        .haveNameMatching(".*\\.(\\w*Parser|\\w*Spec|\\w*Check|TextCursor)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.kith.index", "dev.kith.internal.index")
        .check(CLASSES);
  }

  @Test
  void whatIsExportedSpeaksOnlyOfWhatIsExported() throws Exception {
    Set<String> exported = exportedPackages();
    assertThat(exported).contains("dev.kith", "dev.kith.index", "dev.kith.vector");

    List<String> leaks =
        CLASSES.stream()
            .filter(one -> exported.contains(one.getPackageName()))
            .filter(ArchitectureTest::isVisible)
            .flatMap(one -> leaks(one, exported))
            .sorted()
            .toList();

    assertThat(leaks).isEmpty();
  }

  /// Read from the class file, since tests run on the class path.
  private static Set<String> exportedPackages() throws IOException, URISyntaxException {
    Path classes = Path.of(Index.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var in = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(one -> !one.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toSet());
    }
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  private static Stream<String> leaks(JavaClass type, Set<String> exported) {
    Stream<String> members =
        type.getMembers().stream()
            .filter(member -> isVisible(member))
            .flatMap(member ->
                typesOf(member)
                    .filter(used -> isHidden(used, exported))
                    .map(used -> member.getFullName() + " speaks of " + used.getName()));
    Stream<String> parents =
        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
            .filter(parent -> isHidden(parent, exported))
            .map(parent -> type.getName() + " is a " + parent.getName());
    return Stream.concat(members, parents);
  }

  private static boolean isVisible(JavaMember member) {
    boolean open =
        member.getModifiers().contains(JavaModifier.PUBLIC)
            || (member.getModifiers().contains(JavaModifier.PROTECTED)
                && !member.getOwner().getModifiers().contains(JavaModifier.FINAL));
    return open && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static Stream<JavaClass> typesOf(JavaMember member) {
    return switch (member) {
      case JavaField field -> field.getAllInvolvedRawTypes().stream();
      case JavaCodeUnit code ->
          Stream.concat(code.getAllInvolvedRawTypes().stream(), code.getExceptionTypes().stream());
      default -> Stream.empty();
    };
  }

  private static boolean isHidden(JavaClass used, Set<String> exported) {
    JavaClass type = used.getBaseComponentType();
    return isOurs(type) && !(exported.contains(type.getPackageName()) && isVisible(type));
  }
}
