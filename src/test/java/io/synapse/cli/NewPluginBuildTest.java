package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.synapse.files.FileTree;
import io.synapse.testing.InstalledTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New plugins in the hands of the tools of their languages. */
class NewPluginBuildTest {

  private static final Pattern BUILD_PLUGIN =
      Pattern.compile("<artifactId>maven-\\w+-plugin</artifactId>\\s*<version>[^<]+</version>");

  @TempDir private Path folder;

  @Test
  void theTestOfAPythonPluginPasses() throws Exception {
    InstalledTools.require("python3");
    Path made = make("python");

    Ended test = run(made, "python3", "-B", "-m", "unittest");

    assertThat(test.status()).as(test.printed()).isZero();
    assertThat(test.printed()).contains("Ran 4 tests", "OK");
  }

  @Test
  void mavenBuildsAJavaPluginOfflineAndItsTestPasses() throws Exception {
    InstalledTools.require("mvn");
    Path made = make("java");

    Path repository = repository();

    Ended build = run(made, "mvn", "-B", "-o", "-Dmaven.repo.local=" + repository, "test");
    FileTree.delete(repository);

    assertThat(build.status()).as(build.printed()).isZero();
    assertThat(build.printed())
        .contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0", "BUILD SUCCESS")
        .doesNotContain("WARNING");
  }

  @Test
  void thePomHasTheVersionsThatTheProgramIsBuiltWith() throws IOException {
    String ours = Files.readString(Path.of("pom.xml")).replaceAll("\\s+", "");
    String made = Files.readString(make("java").resolve("pom.xml"));

    List<String> plugins = BUILD_PLUGIN.matcher(made).results().map(MatchResult::group).toList();
    assertThat(plugins).hasSize(4);
    assertThat(plugins).allSatisfy(each -> assertThat(ours).contains(each.replaceAll("\\s+", "")));
    String junit = made.replaceAll("(?s).*junit-jupiter</artifactId>\\s*<version>([^<]+)<.*", "$1");
    assertThat(ours).contains("<junit.version>" + junit + "</junit.version>");
  }

  private Path make(String language) {
    Path made = folder.resolve("line-fit");
    CommandRun run = CommandRun.of("plugin", "new", "--lang", language, made);
    assertThat(run.status()).as(run.messages()).isZero();
    return made;
  }

  /** The local repository as it is seen by a build that puts nothing of synapse into it. */
  private Path repository() throws IOException {
    String home = System.getProperty("user.home");
    Path real = Path.of(System.getProperty("localRepository", home + "/.m2/repository"));
    assumeTrue(Files.isDirectory(real), "needs Maven's local repository");
    Path view = Files.createDirectories(folder.resolve("repository"));
    link(real, view, "io");
    link(real.resolve("io"), Files.createDirectories(view.resolve("io")), "synapse");
    return view;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.filter(each -> !each.endsWith(except)).toList()) {
        Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
      }
    }
  }

  private record Ended(int status, String printed) {}

  private static Ended run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), printed);
  }
}
