package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.SampleRuns;
import io.synapse.cli.TinyPlugin;
import io.synapse.run.RunFolder;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The leaderboard, the course of the best value and the failures of {@code synapse runs show}. */
class RunsShowCommandTest {

  private static final Pattern ROW = Pattern.compile("(?m)^[* ] +\\w{8}_(\\d{5}) +[A-Z]+ .*$");

  @TempDir private static Path shared;
  private static Path plugin;

  @TempDir private Path folder;
  private SampleRuns runs;
  private String startedPrefix;

  @BeforeAll
  static void buildPlugin() {
    plugin = TinyPlugin.jar(shared);
  }

  @BeforeEach
  void useAFreshStore() {
    runs = new SampleRuns(folder, plugin);
  }

  @Test
  void theBestComeFirstEqualsByNumberAndWithoutAValueLast() {
    runs.tuneOneByOne("ranked", "14, 3, 9", "1, 2");

    String shown = show();

    assertThat(shown).contains("best first by score (max):");
    assertThat(numbers(shown)).containsExactly(2, 5, 1, 4, 0, 3);
    assertThat(shown).containsPattern("(?m)^\\* +\\w{8}_00002 ");
  }

  @Test
  void failedTrialsAreApart() {
    runs.tuneOneByOne("튜닝", "13, 9", "1, 2");

    String shown = show();

    assertThat(numbers(shown)).containsExactly(1, 3, 0, 2);
    assertThat(shown).containsSubsequence("best first by score (max):", "failed:", "why trials");
  }

  @Test
  void onlyTheTopIsShownAndHowToSeeAll() {
    runs.tuneOneByOne("many", "1, 2, 3, 4, 5, 13, 15", "1");

    String top = show("--top", 2);

    assertThat(numbers(top)).containsExactly(4, 3, 5, 6);
    assertThat(top).contains("\nand 3 more trials; --all shows every one\n");
    assertThat(numbers(show("--top", 1))).containsExactly(4, 5);
    assertThat(numbers(show("--top", 1, "--all"))).hasSize(7);
    assertThat(show("--all")).doesNotContain(" more ");
  }

  @Test
  void aTopOfNothingIsRefused() {
    CommandRun refused = runs.command("runs", "show", "--top", 0);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains("--top", "1 or more, not 0");
  }

  @Test
  void theBestValueSoFarIsDrawnInTheOrderOfTheEnds() {
    runs.tuneOneByOne("rising", "3, 1, 9", "1");
    assertThat(show()).containsPattern("(?m)^best so far +3\\.0000 \\S{3} 9\\.0000$");

    JsonNode json = runs.json("runs", "show");
    assertThat(json.get("best_so_far")).hasSize(3);
    assertThat(json.get("best_so_far").get(2).asDouble()).isEqualTo(9);
    assertThat(texts(json.get("leaderboard")))
        .extracting(id -> id.substring(9))
        .containsExactly("00002", "00000", "00001");
  }

  @Test
  void ofOneTrialThereIsNoCourse() {
    runs.tune("one", "3");

    assertThat(show()).doesNotContain("best so far", "best first").contains("_00000");
  }

  @Test
  void aTrainingHasNoOrder() {
    runs.train("plain", "{x: 5}");

    assertThat(show()).doesNotContain("best so far", "best first", "finished:");
    JsonNode json = runs.json("runs", "show");
    assertThat(json.get("best_so_far").isNull()).isTrue();
    assertThat(json.get("leaderboard")).hasSize(1);
  }

  @Test
  void failuresOfOneKindAreToldOnce() {
    runs.tuneOneByOne("bad", "13", "1, 2, 3, 4");

    CommandRun show = runs.command("runs", "show");

    String prefix = prefix();
    assertThat(show.output())
        .contains("4 x IllegalStateException: unlucky 13\n")
        .contains("    %s_00000, %s_00001, %s_00002 and 1 more\n".formatted(prefix, prefix, prefix))
        .containsPattern("    see \\S+/trials/" + prefix + "_00000/error.txt\n");
    JsonNode failures = runs.json("runs", "show").get("failures");
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).get("count").asInt()).isEqualTo(4);
    assertThat(failures.get(0).get("trials")).hasSize(4);
  }

  @Test
  void whenAllFailedThereIsNoBoard() {
    runs.tuneOneByOne("all bad", "13, 15", "1");

    String shown = show();

    assertThat(shown)
        .doesNotContain("best first", "best so far")
        .contains("failed:", "1 x Ill", "1 x the metric");
    assertThat(runs.command("runs", "show", "--csv").output()).hasLineCount(3);
  }

  @Test
  void csvHasARowForEachTrialByNumber() {
    runs.tune("rows", "9, 13, 14");

    CommandRun csv = runs.command("runs", "show", "--csv", "--top", 1);

    List<String> lines = List.of(csv.output().split("\r\n"));
    assertThat(lines.get(0))
        .startsWith("trial_id,number,status,config/x,metrics/score,metrics/")
        .endsWith(",error,duration_s,model_id");
    String prefix = prefix();
    assertThat(lines.get(1)).matches(prefix + "_00000,0,TERMINATED,9,9.0,.*,,[\\d.]+,1");
    assertThat(lines.get(2))
        .matches(prefix + "_00001,1,ERROR,13,,.*,IllegalStateException: unlucky 13,[\\d.]+,");
    assertThat(lines.get(3)).matches(prefix + "_00002,2,TERMINATED,14,NaN,.*");
    assertThat(lines).hasSize(4);
    assertThat(csv.messages()).isEmpty();
  }

  @Test
  void aRunThatGoesOnShowsWhatIsFinishedAndWhatIsNot() throws IOException {
    RunFolder run = started();
    Files.write(
        run.journalFile(),
        List.of(
            trial(0),
            attempt(0),
            trial(1),
            attempt(1),
            end(0, "5.5"),
            trial(2),
            trial(3),
            attempt(3),
            end(3, "6.5")));

    String shown = show();

    assertThat(shown).containsSubsequence("best first by score (max):", "not finished:");
    assertThat(numbers(shown)).containsExactly(3, 0, 1, 2);
    assertThat(shown).containsPattern("best so far +5\\.5000 \\S{2} 6\\.5000\n");
    assertThat(shown).contains("2 TERMINATED, 1 RUNNING, 1 PENDING");
    assertThat(runs.command("runs", "show", "--csv").output())
        .contains(startedPrefix + "_00001,1,RUNNING,1,,,,");
  }

  @Test
  void thousandsOfTrialsStayReadable() throws IOException {
    RunFolder run = started();
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < 5000; number++) {
      lines.addAll(List.of(trial(number), attempt(number)));
      lines.add(number % 5 == 4 ? failure(number) : end(number, Integer.toString(number)));
    }
    Files.write(run.journalFile(), lines);

    String shown = show();

    assertThat(shown.lines()).hasSizeLessThan(70);
    assertThat(numbers(shown)).startsWith(4998, 4997, 4996, 4995, 4993).hasSize(40);
    assertThat(shown)
        .contains("and 3980 more trials; --all shows every one")
        .contains("and 980 more trials; --all shows every one")
        .contains("1000 x OutOfMemoryError: worker");
    assertThat(runs.command("runs", "show", "--csv").output()).hasLineCount(5001);
  }

  private RunFolder started() {
    try (Store store = Store.open(runs.store())) {
      Objective objective = new Objective("score", Objective.Mode.MAX);
      RunFolder run =
          store
              .runs()
              .create(new NewRun("숫자", RunMode.TUNE, Optional.of(objective), Instant.now()));
      startedPrefix = run.trialPrefix();
      return run;
    }
  }

  private String trial(int number) {
    return event("trial", number, "\"number\":%d,\"config\":{\"x\":%d}".formatted(number, number));
  }

  private String attempt(int number) {
    return event("attempt", number, "\"number\":1,\"config\":{\"x\":%d}".formatted(number));
  }

  private String end(int number, String score) {
    String fields = "\"status\":\"TERMINATED\",\"metrics\":{\"score\":%s},\"error\":null";
    return event("end", number, fields.formatted(score));
  }

  private String failure(int number) {
    String fields =
        "\"status\":\"ERROR\",\"metrics\":{},\"error\":\"OutOfMemoryError: worker %d of 0x%08x\"";
    return event("end", number, fields.formatted(number, number * 7919));
  }

  private String event(String name, int number, String fields) {
    return "{\"event\":\"%s\",\"trial_id\":\"%s_%05d\",%s}"
        .formatted(name, startedPrefix, number, fields);
  }

  private String show(Object... more) {
    Object[] words = new Object[more.length + 2];
    words[0] = "runs";
    words[1] = "show";
    System.arraycopy(more, 0, words, 2, more.length);
    CommandRun show = runs.command(words);
    assertThat(show.status()).as(show.messages()).isZero();
    return show.output();
  }

  /** The start of its trials' ids. */
  private String prefix() {
    String id = runs.json("runs", "show").get("failures").get(0).get("trials").get(0).asString();
    return id.substring(0, 8);
  }

  private static List<Integer> numbers(String shown) {
    return ROW.matcher(shown).results().map(row -> Integer.valueOf(row.group(1))).toList();
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).toList();
  }
}
