package io.synapse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape that every change keeps: who may use whom, and a few things nobody may do. */
class ArchitectureTest {

  private static final int LEAST_CLASSES = 1_000;
  private static final int MOST_FILES_IN_A_FOLDER = 40;
  private static final Path SOURCES = Path.of("src/main/java");

  private static final Set<String> ALL_BUT_VIEWS =
      Set.of(
          "problem",
          "files",
          "space",
          "dataset",
          "protocol",
          "api",
          "run",
          "job",
          "plugin",
          "python",
          "search",
          "schedule",
          "execute",
          "tune",
          "store");

  /** Package to the packages it may use. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("problem", Set.of()),
          Map.entry("files", Set.of("problem")),
          Map.entry("space", Set.of("problem")),
          Map.entry("dataset", Set.of("files", "problem")),
          Map.entry("api", Set.of()),
          Map.entry("run", Set.of("space", "files", "problem")),
          Map.entry("protocol", Set.of("run", "files")),
          Map.entry("job", Set.of("problem", "space", "files")),
          Map.entry("python", Set.of("files", "problem")),
          Map.entry("plugin", Set.of("api", "python", "files", "problem")),
          Map.entry("search", Set.of("run", "space", "problem")),
          Map.entry("schedule", Set.of("run", "space", "problem")),
          Map.entry(
              "execute",
              Set.of(
                  "run",
                  "protocol",
                  "api",
                  "plugin",
                  "dataset",
                  "space",
                  "files",
                  "problem",
                  "python")),
          Map.entry("tune", Set.of("search", "schedule", "execute", "run", "space")),
          Map.entry("store", Set.of("run", "job", "dataset", "space", "files", "problem")),
          Map.entry("report", Set.of("run", "store", "job", "space", "files")),
          Map.entry("terminal", Set.of("run", "space")),
          Map.entry("action", ALL_BUT_VIEWS));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.synapse");

  static List<String> packages() {
    return List.copyOf(MAY_USE.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyWhatTheTableAllows(String name) {
    DescribedPredicate<JavaClass> allowed =
        DescribedPredicate.not(resideInAPackage("io.synapse.."))
            .or(resideInAnyPackage(allowedPatterns(name)))
            .as("be outside io.synapse or in %s or %s", name, MAY_USE.get(name));
    classes()
        .that()
        .resideInAPackage("io.synapse." + name + "..")
        .should(onlyDependOnClassesThat(allowed))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> found =
        CLASSES.stream()
            .map(type -> type.getPackageName().replaceFirst("^io\\.synapse\\.?", ""))
            .map(name -> name.split("\\.")[0])
            .collect(Collectors.toSet());
    found.remove("cli");
    assertThat(MAY_USE.keySet()).containsAll(found);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.synapse.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyViewsCommandsAndTheWorkerWriteToTheStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.synapse.cli..", "io.synapse.terminal..", "io.synapse.execute.worker..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void onlyCommandsAndTheWorkerEndTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.synapse.cli..", "io.synapse.execute.worker..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  @Test
  void noClassIsADumpingGround() {
    noClasses().should().haveSimpleNameEndingWith("Util").check(CLASSES);
    noClasses().should().haveSimpleNameEndingWith("Utils").check(CLASSES);
    noClasses().should().haveSimpleNameEndingWith("Helper").check(CLASSES);
    noClasses().should().haveSimpleNameEndingWith("Manager").check(CLASSES);
  }

  @Test
  void noFolderIsTooFullToFindAnythingIn() throws IOException {
    Map<Path, Long> files =
        sources().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

    assertThat(files.values()).allMatch(count -> count <= MOST_FILES_IN_A_FOLDER);
  }

  @Test
  void aNameStandsForOneClass() {
    Map<String, List<String>> named =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() || type.isNestedClass())
            .filter(type -> !type.isAnonymousClass() && !type.isLocalClass())
            .filter(type -> !isPackageInfo(type) && !isOfASmallFamily(type))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));

    assertThat(named.values()).allMatch(classes -> classes.size() == 1);
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  /** Variants such as {@code Decision.Stop}, which nobody names without their interface. */
  private static boolean isOfASmallFamily(JavaClass type) {
    return type.getEnclosingClass()
        .filter(JavaClass::isInterface)
        .filter(family -> type.isAssignableTo(family.getName()))
        .isPresent();
  }

  /** An event is spelled, written and read in one class. */
  @Test
  void namesOfEventsAreSpelledInTheirCodecAlone() throws IOException {
    List<String> spelled = List.of("attempt_end", "unparked", "visualization", "stopping");
    Set<String> codecs = Set.of("RunEventCodec.java", "TrialEventCodec.java");
    List<Path> others =
        sources().filter(file -> !codecs.contains(file.getFileName().toString())).toList();

    for (Path file : others) {
      String text = Files.readString(file);
      assertThat(spelled).as("%s", file).noneMatch(name -> text.contains('"' + name + '"'));
    }
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> found = Files.walk(SOURCES)) {
      return found.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  @Test
  void theRulesSawTheCode() {
    assertThat(CLASSES.size()).isGreaterThan(LEAST_CLASSES);
  }

  private static String[] allowedPatterns(String name) {
    List<String> patterns = new ArrayList<>();
    patterns.add("io.synapse." + name + "..");
    MAY_USE.get(name).forEach(used -> patterns.add("io.synapse." + used + ".."));
    return patterns.toArray(String[]::new);
  }
}
