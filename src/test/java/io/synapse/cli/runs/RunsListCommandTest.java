package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.SampleRuns;
import io.synapse.cli.TinyPlugin;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Filters, orders and formats of {@code synapse runs list}; one store for all tests. */
class RunsListCommandTest {

  @TempDir private static Path shared;
  private static SampleRuns runs;

  @BeforeAll
  static void makeRuns() {
    runs = new SampleRuns(shared, TinyPlugin.jar(shared));
    runs.tune("low", "3, 1");
    runs.tune("숫자 튜닝", "9, 13");
    runs.train("plain", "{x: 5}");
    runs.train("broken", "{x: 5, fail: true}");
    runs.tune("middle", "5");
  }

  @Test
  void withoutFiltersTheNewestComeFirst() {
    assertThat(names()).containsExactly("middle", "broken", "plain", "숫자 튜닝", "low");
  }

  @Test
  void runsAreFoundByWhereTheyStand() {
    assertThat(names("--status", "failed")).containsExactly("broken");
    assertThat(names("--status", "failed,completed")).hasSize(5);
    assertThat(names("--status", "FAILED", "--status", "running")).containsExactly("broken");
  }

  @Test
  void runsAreFoundByAPartOfTheirNameOrAPattern() {
    assertThat(names("--name", "튜닝")).containsExactly("숫자 튜닝");
    assertThat(names("--name", "L")).containsExactly("middle", "plain", "low");
    assertThat(names("--name", "l*")).containsExactly("low");
  }

  @Test
  void runsAreFoundByTheirAge() {
    assertThat(names("--since", "1d")).hasSize(5);
    assertThat(names("--since", "2000-01-01")).hasSize(5);
    assertThat(names("--since", "2999-01-01")).isEmpty();
  }

  @Test
  void runsAreFoundByWhatTheyOptimiseAndReached() {
    assertThat(names("--metric", "score")).containsExactly("middle", "숫자 튜닝", "low");
    assertThat(names("--better-than", "4.5")).containsExactly("middle", "숫자 튜닝");
    assertThat(names("--better-than", "5")).containsExactly("숫자 튜닝");
  }

  @Test
  void filtersCountTogether() {
    assertThat(names("--status", "completed", "--better-than", "2", "--name", "*")).hasSize(3);
    assertThat(names("--metric", "score", "--limit", "2")).containsExactly("middle", "숫자 튜닝");
  }

  @Test
  void theBestComeFirstWhenAsked() {
    assertThat(names("--sort", "best")).startsWith("숫자 튜닝", "middle", "low").hasSize(5);
    assertThat(names("--sort", "best", "--limit", "1")).containsExactly("숫자 튜닝");
  }

  @Test
  void theLongestComeFirstWhenAsked() {
    List<Double> durations =
        StreamSupport.stream(list("--sort", "duration").spliterator(), false)
            .map(run -> run.get("duration_s").asDouble())
            .toList();

    assertThat(durations).hasSize(5).isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  @Test
  void anEmptyListSaysWhichFilterLeftNothing() {
    CommandRun none = runs.command("runs", "list", "--status", "interrupted");
    CommandRun second =
        runs.command("runs", "list", "--status", "completed", "--name", "plain", "--metric", "x");

    assertThat(none.status()).isZero();
    assertThat(none.output()).isEmpty();
    assertThat(none.messages())
        .isEqualToIgnoringNewLines("--status interrupted leaves none of the 5 runs");
    assertThat(second.messages())
        .isEqualToIgnoringNewLines(
            "--metric 'x' leaves none of the one run that --status completed and --name 'plain'"
                + " left");
  }

  @Test
  void csvHasTheColumnsOfTheJson() {
    CommandRun csv = runs.command("runs", "list", "--csv", "--name", "튜닝");

    List<String> lines = List.of(csv.output().split("\r\n"));
    assertThat(csv.messages()).isEmpty();
    assertThat(lines.get(0)).isEqualTo(String.join(",", list().get(0).propertyNames()));
    assertThat(lines.get(1)).contains(",숫자 튜닝,true,completed,score,max,2,1,1,");
    assertThat(lines).hasSize(2);
  }

  @Test
  void csvOfNothingIsTheHeading() {
    assertThat(runs.command("runs", "list", "--csv", "--name", "nobody").output())
        .startsWith("run_id,name,")
        .endsWith(",path\r\n")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--limit, 0, a number of runs",
    "--since, soon, a date such as",
    "--status, done, Invalid value",
    "--sort, name, Invalid value",
    "--better-than, good, good"
  })
  void wrongValuesAreRefused(String option, String value, String message) {
    CommandRun refused = runs.command("runs", "list", option, value);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.messages()).contains(option.replace("--better-than", "good"), message);
  }

  @ParameterizedTest
  @CsvSource({"runs list", "runs show", "runs compare low- middle-", "model list", "dataset list"})
  void jsonAndCsvExcludeEachOther(String words) {
    CommandRun refused = runs.command((Object[]) (words + " --json --csv").split(" "));

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.messages()).contains("--json and --csv exclude each other");
  }

  @Test
  void modelsAndDataSetsAreListedAsCsvToo() {
    String models = runs.command("model", "list", "--csv").output();
    String datasets = runs.command("dataset", "list", "--csv").output();

    assertThat(models.lines().findFirst())
        .contains(String.join(",", runs.json("model", "list").get(0).propertyNames()));
    assertThat(models).hasLineCount(1 + runs.json("model", "list").size());
    assertThat(datasets)
        .isEqualTo("id,name,path,layout,imported,available,items,size,fingerprint,added\r\n");
  }

  private static List<String> names(Object... filters) {
    return StreamSupport.stream(list(filters).spliterator(), false)
        .map(run -> run.get("name").asString())
        .toList();
  }

  private static JsonNode list(Object... filters) {
    Object[] words = new Object[filters.length + 2];
    words[0] = "runs";
    words[1] = "list";
    System.arraycopy(filters, 0, words, 2, filters.length);
    return runs.json(words);
  }
}
