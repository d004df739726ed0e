package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A store that an earlier version wrote, with every kind of run, is listed, shown, reported,
 * exported and resumed as that version did it. The goldens are that version's own output; they and
 * the store are made by the script {@code make} beside them.
 */
class EarlierStoreTest {

  private static final Path RESOURCES = Path.of("src/test/resources/stores/earlier");
  private static final boolean UPDATE = Boolean.getBoolean("synapse.test.updateGolden");

  /** Times, durations and sizes of memory in text, and what a report says of the moment. */
  private static final List<String[]> VOLATILE =
      List.of(
          new String[] {"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(:\\d\\d)?", "TIME"},
          new String[] {"\"written\" : \\d+", "\"written\" : 0"},
          new String[] {"\\d+ s ago|\\d+ min ago|\\d+ h ago|\\d+ days? ago", "AGE"});

  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  @TempDir private static Path shared;

  /** Where the store is: tests that change it have one of their own. */
  private Path root = shared;

  @BeforeAll
  static void unpackForReaders() throws IOException, SQLException {
    unpack(shared);
  }

  private static void unpack(Path root) throws IOException, SQLException {
    try (InputStream file = Files.newInputStream(RESOURCES.resolve("store.tar.gz"));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(file)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = root.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.write(target, placed(root, entry.getName(), tar.readAllBytes()));
        }
      }
    }
    moveRegistry(root);
  }

  private static byte[] placed(Path root, String name, byte[] content) {
    return name.endsWith(".db") || name.endsWith(".png")
        ? content
        : new String(content, StandardCharsets.UTF_8)
            .replace("@ROOT@", root.toString())
            .getBytes(StandardCharsets.UTF_8);
  }

  private static void moveRegistry(Path root) throws SQLException {
    try (Connection registry =
            DriverManager.getConnection("jdbc:sqlite:" + root.resolve("store/registry.db"));
        PreparedStatement move =
            registry.prepareStatement("UPDATE datasets SET path = replace(path, '@ROOT@', ?)")) {
      move.setString(1, root.toString());
      move.executeUpdate();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs list",
        "runs list --json",
        "runs list --csv",
        "model list",
        "model list --json",
        "dataset list",
        "dataset list --json",
        "dataset show 1",
        "store gc --dry-run",
        "runs compare {asha} {hyperband}",
        "runs compare {asha_promote} {tpe} --json",
        "runs compare {nested} {pbt} --csv",
        "model show 1",
        "model show 5 --json",
        "runs logs {asha} 1",
        "runs logs {some_fail} 1",
        "runs logs last 99"
      })
  void listsAndShowsPrintWhatTheyPrinted(String command) throws IOException {
    String words = command;
    for (String id : runs().toList()) {
      words = words.replace("{" + shortName(id) + "}", id);
    }
    checkGolden(command.replaceAll("[^A-Za-z0-9]+", "-"), run(words));
  }

  static Stream<String> runs() throws IOException {
    return Files.readAllLines(RESOURCES.resolve("runs.txt")).stream();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aRunIsShownAsItWas(String id) throws IOException {
    StringBuilder printed = new StringBuilder();
    for (String form : List.of("", " --json", " --csv")) {
      printed.append(run("runs show " + id + form));
    }
    printed.append(run("runs best " + id)).append(run("runs best " + id + " --json"));
    printed.append(run("runs best " + id + " --as-job"));
    checkGolden("show-" + name(id), printed.toString());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aRunIsReportedAsItWas(String id) throws IOException {
    Path report = root.resolve("report.html");
    String messages = run("runs report " + id + " -o " + report);
    String data =
        Files.readAllLines(report).stream()
            .filter(line -> line.contains("<script type=\"application/json\""))
            .map(line -> sorted(line.replaceAll("^[^>]*>|</script>.*", "")))
            .collect(Collectors.joining("\n"));
    assertThat(data).isNotEmpty();
    checkGolden("report-" + name(id), messages + clean(data));
  }

  @Test
  void modelsAreExportedAsTheyWere() throws IOException {
    StringBuilder exported = new StringBuilder();
    for (int model : List.of(1, 4, 20)) {
      Path target = root.resolve("export-" + model);
      exported.append(run("model export " + model + " --to " + target));
      for (Path file : files(target)) {
        exported.append("== ").append(target.relativize(file)).append('\n');
        exported.append(clean(Files.readString(file))).append('\n');
      }
    }
    checkGolden("exports", exported.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"interrupted", "killed"})
  void aRunThatWasCutIsResumedToTheSameResults(String id, @TempDir Path own) throws Exception {
    useOwn(own);
    Path results = root.resolve("results.json");
    train("--resume", id, "-o", results.toString());
    checkGolden("resumed-" + id, withoutTimes(Files.readString(results)));
  }

  @Test
  void aFinishedRunIsGivenMoreTrials(@TempDir Path own) throws Exception {
    useOwn(own);
    Path results = root.resolve("results.json");
    train(
        "--resume",
        "asha-",
        "-s",
        "tune_config.num_samples=8",
        "--force",
        "-o",
        results.toString());
    checkGolden("extended-asha", withoutTimes(Files.readString(results)));
  }

  @Test
  void aSearchLearnsFromItsRuns() throws IOException {
    String plan =
        run("train -f " + root.resolve("tpe.yaml") + " --warm-start tpe --seed 7 --dry-run");
    checkGolden(
        "warm-start", plan.replaceAll("(?m)^(at once|machine|trials in|python|store) .*\n", ""));
  }

  private void useOwn(Path own) throws IOException, SQLException {
    unpack(own);
    root = own;
  }

  private void train(String... words) {
    List<Object> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(words));
    all.addAll(List.of("--store", root.resolve("store"), "--progress", "none", "-j", "1"));
    assumeThat(Files.isExecutable(Path.of("/usr/bin/python3")))
        .as("the Python that the runs were made with")
        .isTrue();
    CommandRun done = CommandRun.of(all.toArray());
    assertThat(done.status()).as(done.messages()).isZero();
  }

  private String withoutTimes(String results) {
    return clean(results).replaceAll("\"(started|finished)\" : \"[^\"]*\"", "\"$1\" : \"TIME\"");
  }

  private String run(String words) {
    List<Object> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--store", root.resolve("store").toString()));
    CommandRun done = CommandRun.of(all.toArray());
    return clean("$ %s\n%s%s".formatted(words, done.output(), done.messages()))
        + "= "
        + done.status()
        + "\n";
  }

  private String clean(String text) {
    String cleaned = text.replace(root.toString(), "@ROOT@");
    for (String[] each : VOLATILE) {
      cleaned = cleaned.replaceAll(each[0], each[1]);
    }
    return cleaned;
  }

  private static String name(String id) {
    return shortName(id) + "-" + Integer.toHexString(id.hashCode());
  }

  private static String shortName(String id) {
    return id.replaceAll("-\\d{8}-\\d{6}.*", "").replaceAll("%[0-9A-F]{2}", "_");
  }

  /** The order of some objects' fields differs from process to process. */
  private static String sorted(String json) {
    return SORTED.writerWithDefaultPrettyPrinter().writeValueAsString(SORTED.readTree(json));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void checkGolden(String name, String actual) throws IOException {
    Path golden = RESOURCES.resolve("golden").resolve(name + ".txt");
    if (UPDATE) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
      return;
    }
    try {
      assertThat(actual).isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
