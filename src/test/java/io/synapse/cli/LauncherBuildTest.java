package io.synapse.cli;

import static io.synapse.cli.LauncherCheckout.BUILD;
import static io.synapse.cli.LauncherCheckout.PRINT_ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.cli.LauncherCheckout.Outcome;
import io.synapse.cli.LauncherCheckout.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/synapse} in a checkout without a build, or with an old one. */
class LauncherBuildTest {

  /** Goes on building when the test says so. */
  private static final String SLOW_BUILD =
      """
      echo building >>"$MAVEN_LOG"
      while [ ! -e go ]; do sleep 0.05; done
      mkdir -p target/lib
      : >target/synapse-1.0.jar
      """;

  @TempDir Path temporary;
  private LauncherCheckout checkout;

  @BeforeEach
  void copyTheLauncher() throws IOException {
    checkout = new LauncherCheckout(temporary).with("java", PRINT_ARGUMENTS);
  }

  @Test
  void theFirstStartBuildsAndSaysSoInOneLine() throws Exception {
    checkout.with("mvn", "echo noise; cat; " + BUILD);
    Outcome outcome = checkout.run("train", "-f", "-");
    assertThat(outcome.errors())
        .isEqualTo(
            "synapse: building the program first (mvn -q package in %s)\n"
                .formatted(checkout.home()));
    assertThat(outcome.afterJar()).containsExactly(checkout.jar().toString(), "train", "-f", "-");
    assertThat(checkout.builds())
        .containsExactly(
            checkout.home()
                + ": -B -q -Dstyle.color=never -Dmaven.test.skip=true -Dmaven.source.skip=true"
                + " -Dmaven.javadoc.skip=true package");
  }

  @Test
  void theSecondStartDoesNotBuild() throws Exception {
    checkout.with("mvn", BUILD);
    checkout.run("train");
    Outcome second = checkout.run("train");
    assertThat(second.errors()).isEmpty();
    assertThat(second.afterJar()).endsWith("train");
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void standardInputIsLeftForTheProgram() throws Exception {
    checkout.with("mvn", "cat >/dev/null; " + BUILD).with("java", "cat\n");
    assertThat(checkout.run("train", "-f", "-").output()).isEqualTo("input");
  }

  @Test
  void aBuildWithoutItsLibrariesIsNoBuild() throws Exception {
    checkout.built().with("mvn", BUILD);
    Files.delete(checkout.home().resolve("target/lib"));
    checkout.run("train");
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void aNewerSourceIsBuilt() throws Exception {
    checkout.built().with("mvn", BUILD);
    Path source = checkout.home().resolve("src/main/java/Main.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(checkout.run("train").errors()).contains("building the program first");
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void aDeletedSourceIsBuilt() throws Exception {
    checkout.built().with("mvn", BUILD);
    Files.setLastModifiedTime(checkout.jar(), FileTime.from(Instant.now().minusSeconds(60)));
    Files.delete(checkout.home().resolve("src/main/java/Main.java"));
    checkout.run("train");
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void theJarOfARunningProgramIsReplacedAndNotOverwritten() throws Exception {
    checkout.built().with("mvn", BUILD);
    Object before = fileKey(checkout.jar());
    Path opened = Files.createLink(temporary.resolve("opened.jar"), checkout.jar());
    Files.setLastModifiedTime(
        checkout.home().resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
    checkout.run("train");
    assertThat(fileKey(opened)).isEqualTo(before);
    assertThat(fileKey(checkout.jar())).isNotEqualTo(before);
  }

  private static Object fileKey(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void aFailedBuildShowsWhatMavenSaidAndIsTriedAgain() throws Exception {
    checkout.with("mvn", "echo '[ERROR] Main.java:1 is wrong'; exit 1\n");
    Outcome failed = checkout.run("train");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.output()).isEmpty();
    assertThat(failed.errors())
        .contains("[ERROR] Main.java:1 is wrong", "synapse: the build failed", "mvn package");
    checkout.with("mvn", BUILD);
    assertThat(checkout.run("train").status()).isZero();
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    Outcome outcome = checkout.run("train");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors())
        .startsWith("synapse: the program isn't built")
        .contains("Maven (mvn) isn't on the PATH", "apt install maven");
  }

  @Test
  void withoutMavenAnOlderBuildStillStartsAndSaysSo() throws Exception {
    checkout.built();
    Files.setLastModifiedTime(
        checkout.home().resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
    Outcome outcome = checkout.run("train");
    assertThat(outcome.errors()).contains("the sources are newer than this build");
    assertThat(outcome.afterJar()).endsWith("train");
  }

  @Test
  void outsideACheckoutItSaysWhereItBelongs() throws Exception {
    Files.delete(checkout.home().resolve("pom.xml"));
    assertThat(checkout.run("train").errors()).contains("there is no", "belongs in its checkout");
  }

  @Test
  void ofTwoStartsAtOnceOneBuildsAndTheOtherWaits() throws Exception {
    checkout.with("mvn", SLOW_BUILD);
    Started first = start("first");
    await().until(() -> checkout.builds().size() == 1);
    Started second = start("second");
    await().until(() -> second.errorsSoFar().contains("waiting for another start"));
    LauncherCheckout.write(checkout.home().resolve("go"), "");
    assertThat(checkout.end(first).afterJar()).endsWith("first");
    assertThat(checkout.end(second).afterJar()).endsWith("second");
    assertThat(checkout.builds()).hasSize(1);
    assertThat(lock()).doesNotExist();
  }

  @Test
  void theLockOfABuildThatDiedIsRemoved() throws Exception {
    checkout.with("mvn", BUILD);
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Process names = new ProcessBuilder("uname", "-n").start();
    String machine =
        new String(names.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    Files.createDirectories(lock().getParent());
    Files.createSymbolicLink(lock(), Path.of(dead.pid() + "@" + machine));
    Outcome outcome = checkout.run("train");
    assertThat(outcome.errors()).doesNotContain("waiting");
    assertThat(outcome.status()).isZero();
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void anInterruptedBuildLeavesNoLock() throws Exception {
    checkout.with("mvn", SLOW_BUILD);
    Started started = start("interrupted");
    await().until(() -> checkout.builds().size() == 1);
    started.process().destroy();
    LauncherCheckout.write(checkout.home().resolve("go"), "");
    assertThat(checkout.end(started).status()).isEqualTo(143);
    assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private Path lock() {
    return checkout.home().resolve("target/.build-lock");
  }

  private Started start(String name) throws IOException {
    return checkout.start(name, Map.of(), List.of(checkout.launcher().toString(), name));
  }
}
