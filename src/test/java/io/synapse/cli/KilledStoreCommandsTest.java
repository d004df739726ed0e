package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import io.synapse.run.RunStatus;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.model.ModelStore.ModelSummary;
import io.synapse.store.model.NewModel;
import io.synapse.store.model.StoredModel.ModelFingerprints;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import io.synapse.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands that change a store or write a model, killed in the middle: each works so long that the
 * kill, which comes when its first effect is on the disk, finds it at work.
 */
@Timeout(180)
class KilledStoreCommandsTest {

  private static final int MODELS = 25;
  private static final int FILES = 400;

  @TempDir private Path folder;

  private Path store() {
    return folder.resolve("store");
  }

  @Test
  void aKilledCollectionKeepsWhatIsReferredToAndTheNextOneTakesTheRest() throws Exception {
    saveModels(3, 1);
    List<Path> garbage = IntStream.range(0, MODELS).mapToObj(i -> garbage(1000 + i)).toList();

    killWhen(() -> garbage.stream().anyMatch(each -> !Files.exists(each)), "store", "gc");

    assertThat(garbage).as("it was killed in the middle").anyMatch(Files::exists);
    assertModelsAreWhole(3);
    assertThat(command("store", "gc").status()).isZero();
    assertThat(garbage).noneMatch(Files::exists);
    assertModelsAreWhole(3);
  }

  /** A folder that lost its row long ago. */
  private Path garbage(int number) {
    Path model = store().resolve("models/" + number);
    fill(model.resolve("files"), FILES);
    try (Stream<Path> all = Files.walk(model)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
      }
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aKilledRemovalLeavesEachModelWholeOrGoneAndTheRestCanBeRemoved() throws Exception {
    saveModels(MODELS, FILES);
    String[] ids =
        IntStream.rangeClosed(1, MODELS).mapToObj(String::valueOf).toArray(String[]::new);
    String[] remove =
        Stream.concat(Stream.of("model", "remove"), Stream.of(ids)).toArray(String[]::new);

    killWhen(() -> !Files.exists(store().resolve("models/2")), remove);

    List<Long> left = models();
    assertThat(left).as("it was killed in the middle").isNotEmpty().doesNotContain(1L);
    assertModelsAreWhole(left.size());
    Object[] rest = Stream.concat(Stream.of("model", "remove"), left.stream()).toArray();
    assertThat(command(rest).status()).isZero();
    assertModelsAreWhole(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"export.zip", "export"})
  void aKilledExportIsNoneAndTheNextOneClearsUp(String name) throws Exception {
    saveModels(1, 3 * FILES);
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path target = outside.resolve(name);
    Files.writeString(outside.resolve("." + name + ".mine.tmp"), "a file of somebody's");

    killWhen(() -> names(outside).size() > 1, "model", "export", "1", "--to", target.toString());

    assertThat(target).doesNotExist();
    assertThat(names(outside)).as("it was killed in the middle").hasSize(2);
    assertModelsAreWhole(1);
    assertThat(command("model", "export", 1, "--to", target).status()).isZero();
    assertThat(names(outside)).containsExactlyInAnyOrder(name, "." + name + ".mine.tmp");
  }

  /** What an import has done when it is killed. */
  private enum Done {
    RUN("runs"),
    FIRST_MODEL("models/1"),
    SECOND_MODEL("models/2");

    private final String path;

    Done(String path) {
      this.path = path;
    }
  }

  @ParameterizedTest
  @EnumSource(Done.class)
  void aKilledImportIsTakenBackByTheNextCommandAndARepeatSucceeds(Done done) throws Exception {
    Path experiment = largeExperiment();

    killWhen(
        () -> !names(store().resolve(done.path)).isEmpty(),
        "runs",
        "import",
        experiment.toString(),
        "--mode",
        "max");

    assertThat(command("runs", "list", "--csv").output()).doesNotContain("completed");
    CommandRun again = command("runs", "import", experiment, "--mode", "max");
    assertThat(again.status()).as(again.messages()).isZero();
    assertModelsAreWhole(3);
    try (Store opened = Store.open(store())) {
      assertThat(opened.runs().list())
          .extracting(run -> opened.runs().statusOf(run))
          .containsExactly(RunStatus.COMPLETED);
      assertThat(names(store().resolve("runs"))).containsExactly(opened.runs().list().get(0).id());
    }
  }

  private Path largeExperiment() throws IOException {
    Path experiment = folder.resolve("experiment");
    FileTree.copyWhole(Path.of("src/test/resources/raytune/experiment"), experiment);
    try (Stream<Path> all = Files.walk(experiment)) {
      all.filter(each -> each.getFileName().toString().startsWith("checkpoint_"))
          .toList()
          .forEach(checkpoint -> fill(checkpoint, FILES));
    }
    return experiment;
  }

  private void saveModels(int count, int files) {
    Path source = folder.resolve("source");
    fill(source, files);
    try (Store opened = Store.open(store())) {
      Instant now = Instant.now();
      Objective goal = new Objective("score", Objective.Mode.MAX);
      String run =
          opened.runs().create(new NewRun("made", RunMode.TUNE, Optional.of(goal), now)).runId();
      for (int i = 0; i < count; i++) {
        opened.models().save(model(source, run, i, now));
      }
      opened.runs().finish(run, RunStatus.COMPLETED, RunOutcome.NONE, now);
    }
  }

  private static NewModel model(Path source, String run, int number, Instant now) {
    return new NewModel(
        "made_" + number,
        run,
        "trial_" + number,
        source,
        NewModel.FileOwnership.ENGINE,
        Map.of(),
        Map.of(),
        new ModelFingerprints("", ""),
        now);
  }

  private static void fill(Path folder, int files) {
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < files; i++) {
        Files.writeString(folder.resolve("part-" + i), "part " + i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the command, and it alone, with SIGKILL. */
  private void killWhen(BooleanSupplier begun, String... words) throws Exception {
    String[] all =
        Stream.concat(Stream.of(words), Stream.of("--store", store().toString()))
            .toArray(String[]::new);
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(ChildJvm.command(Main.class, all))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    TrainProcess command = new TrainProcess(process, errors);
    command.awaitUntil(begun);
    assertThat(command.kill()).as("it ended before: %s", command.said()).isTrue();
  }

  private CommandRun command(Object... words) {
    return CommandRun.of(Stream.concat(Stream.of(words), Stream.of("--store", store())).toArray());
  }

  private List<Long> models() {
    try (Store opened = Store.open(store())) {
      return opened.models().list().stream().map(ModelSummary::id).toList();
    }
  }

  /** Every row has its files, every folder its row, and nothing is left of dead processes. */
  private void assertModelsAreWhole(int count) {
    try (Store opened = Store.open(store())) {
      List<ModelSummary> models = opened.models().list();
      assertThat(models).hasSize(count);
      models.forEach(model -> opened.models().verify(opened.models().existing(model.id())));
      assertThat(store().resolve("tmp")).isEmptyDirectory();
    }
  }

  private static List<String> names(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : List.of(names);
  }
}
