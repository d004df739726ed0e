package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.KillPoint.Chain;
import io.synapse.cli.KillPoint.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the driver of a tuning at points that are spread over its whole life, goes on with it each
 * time, and wants the end of a run that was never killed. The system property {@code
 * synapse.test.killPoints} says at how many points.
 */
@Timeout(300)
class KillCampaignTest {

  private static final int POINTS = Integer.getInteger("synapse.test.killPoints", 10);
  private static final int TRIALS = 30;
  private static final long SEED = 4711;

  /** So that kills don't always come right after the journal was written. */
  private static final int LONGEST_DELAY_NS = 3_000_000;

  private static final Random RANDOM = new Random(SEED);
  private static int tried;
  private static int kills;

  @TempDir static Path shared;
  private static Path job;
  private static Reference reference;
  private static Map<Integer, TrialSummary> expected;

  @TempDir Path folder;

  @BeforeAll
  static void runWithoutAKill() throws Exception {
    job = Files.writeString(shared.resolve("job.yaml"), job(SteadyPlugin.jar(shared)));
    try (TrainSite site = new TrainSite(Files.createDirectory(shared.resolve("reference")))) {
      assertThat(anew(site).awaitEnd()).isZero();
      reference = new Reference(site.journalLines(), TRIALS);
      expected = TrialSummary.of(site.results());
      assertThat(expected).hasSize(TRIALS);
      site.assertNothingLeft();
    }
  }

  private static String job(Path plugin) throws IOException {
    Path data = Files.writeString(shared.resolve("data.csv"), "1,2\n");
    return """
    plugin: %s
    datasets: {1: %s}
    action: train
    params:
      name: campaign
      dataset: 1
      is_tune: true
      hyperparameters: %s
      tune_config: {metric: score, mode: max, num_samples: %d, max_concurrent_trials: 2, seed: 5}
    """
        .formatted(plugin, data, SteadyPlugin.SPACE, TRIALS);
  }

  /** Near its end a run may be over before the kill comes. */
  @AfterAll
  static void mostKillsCameInTime() {
    assertThat(kills).isGreaterThanOrEqualTo(tried * 8 / 10);
  }

  static List<Chain> chains() {
    return KillPoint.chains(POINTS, new Random(SEED));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void aRunThatIsKilledComesToTheSameEndAsOneThatIsNot(Chain chain) throws Exception {
    try (TrainSite site = new TrainSite(folder)) {
      KilledRun run = new KilledRun(site);
      TrainProcess driver = anew(site);
      for (KillPoint point : chain.points()) {
        driver.awaitUntil(point.in(site, driver, reference));
        LockSupport.parkNanos(RANDOM.nextInt(LONGEST_DELAY_NS));
        boolean killed = driver.kill();
        run.note(driver);
        List<ProcessHandle> orphans = site.processes().alive();
        driver = proceed(site);
        site.processes().awaitEnd(orphans);
        tried++;
        kills += killed ? 1 : 0;
      }
      int status = driver.awaitEnd();
      assertThat(status).as("%s", driver.messages()).isZero();
      run.assertCompleted(expected);
      site.assertNothingLeft();
    }
  }

  @Test
  void aRunThatIsKilledWhileItIsExtendedComesToItsNewEnd() throws Exception {
    try (TrainSite site = new TrainSite(folder)) {
      KilledRun run = new KilledRun(site);
      String shorter = "tune_config.num_samples=" + TRIALS / 2;
      assertThat(site.start(words("-f", job.toString(), "-s", shorter)).awaitEnd()).isZero();
      String longer = "tune_config.num_samples=" + TRIALS;
      TrainProcess extended = site.start(words("--resume", "last", "-s", longer));
      extended.awaitUntil(() -> site.journal("trial").size() > TRIALS / 2 + 3);
      assertThat(extended.kill()).isTrue();
      run.note(extended);

      assertThat(proceed(site).awaitEnd()).isZero();
      run.assertCompleted(expected);
      site.assertNothingLeft();
    }
  }

  private static TrainProcess anew(TrainSite site) throws IOException {
    return site.start(words("-f", job.toString()));
  }

  /** A run without a journal had not begun, and whoever wants to go on with it is told so. */
  private static TrainProcess proceed(TrainSite site) throws Exception {
    TrainProcess resumed = site.start(words("--resume", "last"));
    if (site.journalFile().isPresent()) {
      return resumed;
    }
    assertThat(resumed.awaitEnd()).isIn(1, 2);
    assertThat(String.join("\n", resumed.messages()))
        .containsAnyOf("'synapse train", "running a job");
    return anew(site);
  }

  private static List<String> words(String... some) {
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(List.of(some));
    words.addAll(List.of("--progress", "plain", TrainSite.SMALL_WORKERS));
    return words;
  }
}
