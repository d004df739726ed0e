package io.synapse.cli;

import static io.synapse.cli.LauncherCheckout.PRINT_ARGUMENTS;
import static io.synapse.cli.LauncherCheckout.executable;
import static io.synapse.cli.LauncherCheckout.javaVersion;
import static io.synapse.cli.LauncherCheckout.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.LauncherCheckout.Outcome;
import io.synapse.cli.LauncherCheckout.Started;
import io.synapse.cli.command.ExitStatus;
import io.synapse.run.RunFolder;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.testing.InstalledTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/synapse} in a checkout that is built: how it finds Java and hands over to it. */
class LauncherTest {

  private static final List<String> AWKWARD =
      List.of(
          "a b", "", "*", "it's", "\"quoted\"", "$HOME", "one\ntwo", "한글", "-x", "\\", " ", "`id`");

  @TempDir Path temporary;
  private LauncherCheckout checkout;

  @BeforeEach
  void copyTheLauncher() throws IOException {
    checkout = new LauncherCheckout(temporary).built();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void argumentsPassUnchangedInEveryShell(String shell) throws Exception {
    InstalledTools.require(shell);
    checkout.with("java", PRINT_ARGUMENTS);
    List<String> command = new ArrayList<>(List.of(shell, checkout.launcher().toString()));
    command.addAll(AWKWARD);
    Outcome outcome = checkout.end(checkout.start("shell", Map.of(), command));
    List<String> expected = new ArrayList<>(List.of(checkout.jar().toString()));
    expected.addAll(AWKWARD);
    assertThat(outcome.afterJar()).isEqualTo(expected);
    assertThat(outcome.errors()).isEmpty();
  }

  @Test
  void symbolicLinksOnThePathLeadToTheCheckout() throws Exception {
    checkout.with("java", PRINT_ARGUMENTS);
    Path folder = Files.createDirectories(temporary.resolve("어디 else/bin"));
    Files.createSymbolicLink(temporary.resolve("어디 else/checkout"), checkout.home());
    Files.createSymbolicLink(folder.resolve("first"), Path.of("../checkout/bin/synapse"));
    Files.createSymbolicLink(folder.resolve("synapse"), Path.of("first"));
    Map<String, String> path = Map.of("PATH", folder + ":" + temporary.resolve("programs"));
    Outcome outcome =
        checkout.end(checkout.start("link", path, List.of("sh", "-c", "cd / && synapse train")));
    assertThat(outcome.afterJar()).containsExactly(checkout.jar().toString(), "train");
  }

  @Test
  void theJavaProcessTakesThePlaceOfTheLauncher() throws Exception {
    checkout.with("java", "cat; printf ' %s' \"$$\"; exit 7\n");
    Started started =
        checkout.start("process", Map.of(), List.of(checkout.launcher().toString(), "train"));
    Outcome outcome = checkout.end(started);
    assertThat(outcome.output()).isEqualTo("input " + started.process().pid());
    assertThat(outcome.status()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.22", "1.8.0_292", "16"})
  void anOldJavaIsNamedWithWhatToDo(String version) throws Exception {
    executable(temporary.resolve("programs/java"), javaVersion(version) + PRINT_ARGUMENTS);
    Outcome outcome = checkout.run("train");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors())
        .startsWith("synapse: the java on the PATH is " + temporary.resolve("programs/java"))
        .contains("which is Java " + version, "needs Java 17 or newer", "install", "JAVA_HOME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21.0.4", "25-ea", "100.1"})
  void newerJavasAreTaken(String version) throws Exception {
    executable(temporary.resolve("programs/java"), javaVersion(version) + PRINT_ARGUMENTS);
    assertThat(checkout.run("train").afterJar()).endsWith("train");
  }

  @Test
  void withoutAnyJavaItSaysWhatToInstall() throws Exception {
    Outcome outcome = checkout.run("train");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors())
        .startsWith("synapse: found no Java")
        .contains("install a JDK 17 or newer");
  }

  @Test
  void aJavaThatDoesNotTellItsVersionIsRefused() throws Exception {
    executable(temporary.resolve("programs/java"), "echo 'no runtime found' >&2; exit 1\n");
    assertThat(checkout.run("train").errors()).contains("names no version");
  }

  @Test
  void javaHomeComesFirstAndItsReleaseFileIsEnough() throws Exception {
    checkout.with("java", "echo wrong\n");
    Path jdk = temporary.resolve("a jdk");
    executable(jdk.resolve("bin/java"), "[ \"$1\" = -version ] && exit 9\n" + PRINT_ARGUMENTS);
    write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.1\"\n");
    Outcome outcome = checkout.run(Map.of("JAVA_HOME", jdk.toString()), "train");
    assertThat(outcome.afterJar()).endsWith("train");
  }

  @Test
  void aJavaHomeWithoutJavaIsAnError() throws Exception {
    checkout.with("java", PRINT_ARGUMENTS);
    Outcome outcome = checkout.run(Map.of("JAVA_HOME", "/no/such/jdk"), "train");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("JAVA_HOME is /no/such/jdk", "unset it");
  }

  @Test
  void optionsForTheVirtualMachineStandBeforeTheJar() throws Exception {
    checkout.with("java", PRINT_ARGUMENTS);
    Outcome outcome = checkout.run(Map.of("SYNAPSE_JAVA_OPTS", " -Xmx1g  -Dx=* "), "train");
    assertThat(outcome.arguments())
        .containsSubsequence("-Xmx1g", "-Dx=*", "-jar", "train")
        .contains("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_YY.UTF-8"})
  void aLocaleWithoutUtf8IsReplaced(String locale) throws Exception {
    checkout.with("java", "printf '%s' \"$LC_ALL\"\n");
    assertThat(checkout.run(Map.of("LC_ALL", locale)).output()).isEqualTo("C.UTF-8");
  }

  @Test
  void aLocaleWithUtf8IsKept() throws Exception {
    checkout.with("java", "printf '%s' \"$LC_ALL\"\n");
    assertThat(checkout.run(Map.of("LC_ALL", "C.utf8")).output()).isEqualTo("C.utf8");
  }

  @Test
  void aLogIsPrintedIntoAPipeThatIsClosedEarly() throws Exception {
    checkout.withRealJar().with("java", "exec '%s' \"$@\"\n".formatted(ownJava()));
    Path store = temporary.resolve("store");
    RunFolder run;
    try (Store opened = Store.open(store)) {
      run =
          opened.runs().create(new NewRun("long", RunMode.TRAIN, Optional.empty(), Instant.now()));
    }
    write(run.logFile(), "first\n" + "another line\n".repeat(200_000));
    String logs = "'%s' runs logs last --store '%s'".formatted(checkout.launcher(), store);
    String pipe = "{ %s; echo $? >status; } | { IFS= read -r line; echo \"$line\"; }";
    Outcome outcome =
        checkout.end(checkout.start("pipe", Map.of(), List.of("sh", "-c", pipe.formatted(logs))));
    assertThat(outcome.output()).isEqualTo("first\n");
    assertThat(outcome.errors()).isEmpty();
    assertThat(temporary.resolve("status")).hasContent("0");
  }

  private static Path ownJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  @Test
  void theRealProgramReadsKoreanFileNamesInAnyLocale() throws Exception {
    checkout.withRealJar();
    Map<String, String> environment =
        Map.of("LC_ALL", "C", "JAVA_HOME", System.getProperty("java.home"));
    assertThat(checkout.run(environment, "--version").output()).startsWith("synapse ");
    Outcome outcome = checkout.run(environment, "train", "-f", "없는 파일.json");
    assertThat(outcome.status()).isEqualTo(ExitStatus.INVALID);
    assertThat(outcome.errors()).contains("없는 파일.json").doesNotContain("WARNING");
  }
}
