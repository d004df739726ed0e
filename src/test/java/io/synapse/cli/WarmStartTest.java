package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.output.Notices;
import io.synapse.files.JsonFile;
import io.synapse.terminal.ViewSettings.ViewMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code synapse train --warm-start}. */
class WarmStartTest extends TrainFixture {

  private static final String REAL = "{name: x, type: uniform, min: 0, max: 10}";
  private static final String SEARCH = "num_samples: 4, seed: 5, search_alg: {name: tpe}";

  @Test
  void whatFitsIsTakenAndWhatDoesNotIsTold() throws IOException {
    String earlier = earlierRun("1, 2, 13, 14, 30");
    CommandRun run = train(tuning(REAL, SEARCH), "--warm-start", "last");

    assertThat(run.status()).isZero();
    assertThat(run.messages())
        .contains(
            "warm start from "
                + earlier
                + ": 2 of 5 trials (1 failed, 1 without a finite score,"
                + " 1 outside the search space in x)");
    assertThat(configs()).hasSize(4).doesNotContain(Map.of("x", 1L), Map.of("x", 2L));
    assertThat(Files.readString(runFolder().resolve("job.log")))
        .contains("warm start from " + earlier);
    assertThat(options().get("warm_start").toString()).contains(earlier, "2 of 5 trials");
  }

  @Test
  void theSearchLearnsBeforeItsFirstTrial() throws IOException {
    String earlier = earlierRun("1, 2, 3, 4, 5, 6, 7, 8, 9, 10");
    train(tuning(REAL, SEARCH), "-j", 1);
    List<Object> cold = configs();
    String warm = tuning(REAL, SEARCH);
    train(warm, "-j", 1, "--warm-start", earlier);
    List<Object> first = configs();
    train(warm, "-j", 1, "--warm-start", earlier);

    assertThat(first.get(0)).isNotEqualTo(cold.get(0));
    assertThat(configs()).isEqualTo(first);
  }

  @Test
  void aResumedRunKeepsWhatItLearnedWhenTheEarlierRunIsGone() throws IOException {
    String earlier = earlierRun("1, 2, 3, 4, 5, 6, 7, 8, 9, 10");
    assertThat(train(tuning(REAL, SEARCH), "-j", 1, "--warm-start", earlier).status()).isZero();
    List<Object> uncut = configs();
    CommandRun removed = CommandRun.of("runs", "remove", earlier, "--store", store());
    assertThat(removed.status()).as(removed.messages()).isZero();
    cutJournalAfter("end", 2);

    assertThat(resume("--dry-run").messages()).contains("from " + earlier + ": 10 of 10 trials");
    assertThat(resume().status()).isZero();
    assertThat(configs()).isEqualTo(uncut);
    cutJournalAfter("end", 1);
    assertThat(resume().status()).isZero();
    assertThat(configs()).isEqualTo(uncut);
  }

  @Test
  void severalRunsAreTakenInTheirOrderAndEachOnce() throws IOException {
    String first = earlierRun("1, 2");
    String second = earlierRun("3");
    CommandRun run =
        train(
            tuning("{name: x, type: randint, min: 1, max: 5}", SEARCH),
            "--warm-start",
            first,
            "--warm-start",
            "last",
            "--warm-start",
            second);

    assertThat(run.messages()).containsOnlyOnce(first + ": 2 of 2").containsOnlyOnce(second + ":");
    assertThat(configs()).containsExactlyInAnyOrder(Map.of("x", 4L), Map.of("x", 5L));
    assertThat(JsonFile.read(runFolder().resolve("warm-start.json")).get("trials").toString())
        .isEqualTo(
            "[{config={x=1}, value=1.0}, {config={x=2}, value=2.0}, {config={x=3}, value=3.0}]");
  }

  @Test
  void aDryRunTellsWhatWouldBeTakenAndWhatComesFirst() throws IOException {
    String earlier = earlierRun("1, 2, 30");
    CommandRun plan = train(tuning(REAL, SEARCH), "--dry-run", "-j", 1, "--warm-start", "last");

    assertThat(plan.status()).isZero();
    assertThat(plan.messages())
        .containsPattern(
            "(?m)^warm start +from "
                + earlier
                + ": 2 of 3 trials \\(1 outside the search space in x\\)$")
        .contains("TRIAL 0")
        .doesNotContain("TRIAL 1");
  }

  @Test
  void randomSearchSaysThatItLearnsNothing() throws IOException {
    String earlier = earlierRun("1, 2");
    String random = tuning(REAL, "num_samples: 3, seed: 5");
    train(random);
    List<Object> cold = configs();
    CommandRun run = train(random, "--warm-start", earlier);

    assertThat(run.status()).isZero();
    assertThat(run.messages())
        .contains(earlier + ": nothing; basicvariantgenerator learns nothing from earlier trials");
    assertThat(configs()).isEqualTo(cold);
  }

  @Test
  void programsAreToldInJson() {
    StringWriter output = new StringWriter();
    new Notices(new PrintWriter(output), ViewMode.JSONL).warmStart("from a: 1 of 1 trial");

    assertThat(output)
        .hasToString("{\"event\":\"warm_start\",\"message\":\"from a: 1 of 1 trial\"}\n");
  }

  @Test
  void aQuietRunSaysNothing() throws IOException {
    earlierRun("1, 2");

    assertThat(train(tuning(REAL, SEARCH), "-q", "--warm-start", "last").messages()).isEmpty();
  }

  @Test
  void nothingThatFitsIsRefusedWithTheReasons() throws IOException {
    String earlier = earlierRun("20, 30, 13");

    assertRefused(
        train(tuning(REAL, SEARCH), "--warm-start", earlier),
        "error: --warm-start: no earlier trial fits this job: from " + earlier + ": 0 of 3 trials",
        "2 outside the search space in x, 1 failed",
        "name another run");
    assertRefused(
        train(tuning("{name: y, type: uniform, min: 0, max: 1}", SEARCH), "--warm-start", earlier),
        "2 without y");
  }

  @Test
  void aSpaceThatIsTriedWhollyIsRefused() throws IOException {
    earlierRun("1, 2, 3");
    String small = "{name: x, type: randint, min: 1, max: 3}";

    assertRefused(
        train(tuning(small, SEARCH), "--warm-start", "last"),
        "every configuration of the search space was tried before",
        "allow_repeats");
    String repeating = "num_samples: 2, search_alg: {name: tpe, options: {allow_repeats: true}}";
    assertThat(train(tuning(small, repeating), "--warm-start", "last").status()).isZero();
  }

  @Test
  void whatHasNoEarlierRunIsRefused() throws IOException {
    assertRefused(
        train(tuning(REAL, SEARCH), "--dry-run", "--warm-start", "last"), "there is no store yet");
    String earlier = earlierRun("1, 2");

    assertRefused(
        train(tuning(REAL, SEARCH), "--warm-start", "nobody"),
        "--warm-start: the store",
        "no run 'nobody'");
    assertRefused(
        train(job("hyperparameter: {x: 1}"), "--warm-start", earlier), "only a tuning job learns");
    assertRefused(resume("--warm-start", earlier), "--warm-start: a run that goes on keeps");
  }

  private static void assertRefused(CommandRun run, String... messages) {
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains(messages);
  }

  /** The id of a run that tried some values of {@code x}, which are their scores. */
  private String earlierRun(String values) throws IOException {
    train(grid(values, values.split(",").length), "-s", "name=earlier", "-j", 1);
    return runFolder().getFileName().toString();
  }

  private Map<String, Object> options() {
    Path file = runFolder().resolve("job.json");
    return map(JsonFile.read(file).get("options"));
  }
}
