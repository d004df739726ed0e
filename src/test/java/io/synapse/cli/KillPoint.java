package io.synapse.cli;

import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** When in the life of a run its driver is killed. */
sealed interface KillPoint {

  /** As soon as something appears in the store: before the journal's first line. */
  record Early(Stage stage) implements KillPoint {
    @Override
    public String toString() {
      return "at " + stage.name().toLowerCase(Locale.ROOT);
    }
  }

  /** When the journal has a share of the lines that it has without a kill. */
  record Journaled(double share) implements KillPoint {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f %% of the journal", 100 * share);
    }
  }

  /** Right after the line on standard error that tells of the end of a share of the trials. */
  record Announced(double share) implements KillPoint {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f %% of the trials told", 100 * share);
    }
  }

  /** What is there before the journal is. */
  enum Stage {
    JOB,
    RUN,
    REGISTRY,
    START
  }

  /** How it is seen that the moment has come. */
  default BooleanSupplier in(TrainSite site, TrainProcess driver, Reference reference) {
    if (this instanceof Early early) {
      return () -> exists(site, early.stage());
    }
    if (this instanceof Announced announced) {
      long trials = Math.max(1, Math.round(announced.share() * reference.trials()));
      long before = site.journal("end").size();
      return () -> before + announcedIn(driver).size() >= trials && reported(driver);
    }
    double share = ((Journaled) this).share();
    // One that goes on has more lines than a run without a kill: it is killed later then.
    long lines = Math.max(Math.round(share * reference.lines()), site.journalLines() + 1);
    return () -> site.journalLines() >= lines;
  }

  private static boolean exists(TrainSite site, Stage stage) {
    return switch (stage) {
      case START -> true;
      case REGISTRY -> Files.exists(site.store().resolve("registry.db"));
      case RUN -> site.runFolder().isPresent();
      case JOB -> site.runFolder().map(run -> Files.exists(run.resolve("job.json"))).orElse(false);
    };
  }

  private static boolean reported(TrainProcess driver) {
    return !announcedIn(driver).isEmpty();
  }

  /** The trials of which a driver told that they are over. */
  static List<String> announcedIn(TrainProcess driver) {
    return driver.messages().stream()
        .filter(line -> line.contains(" TERMINATED"))
        .map(line -> line.replaceFirst(".*trial (\\S+) TERMINATED.*", "$1"))
        .toList();
  }

  /**
   * A run without a kill.
   *
   * @param lines of its journal
   * @param trials how many it has
   */
  record Reference(long lines, int trials) {}

  /** One run, killed again and again. */
  record Chain(int number, List<KillPoint> points) {
    @Override
    public String toString() {
      return "run %d, killed at %s"
          .formatted(
              number, points.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
  }

  /**
   * Runs with kills that are spread evenly over the life of a run, in chains of one to four.
   *
   * @param points how many kills there are in all
   */
  static List<Chain> chains(int points, Random random) {
    int early = Math.max(2, points / 10);
    Deque<KillPoint> late = new ArrayDeque<>(late(points - early, random));
    List<Chain> chains = new ArrayList<>();
    for (int number = 0; !late.isEmpty(); number++) {
      List<KillPoint> some = new ArrayList<>();
      for (int left = 1 + random.nextInt(4); left > 0 && !late.isEmpty(); left--) {
        some.add(late.poll());
      }
      some.sort(Comparator.comparingDouble(KillPoint::share));
      chains.add(new Chain(number, some));
    }
    for (int i = 0; i < early; i++) {
      Stage stage = Stage.values()[i % Stage.values().length];
      chains.get(i % chains.size()).points().add(0, new Early(stage));
    }
    return chains;
  }

  private static List<KillPoint> late(int count, Random random) {
    List<KillPoint> late = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double share = (i + random.nextDouble()) / count;
      late.add(i % 4 == 2 ? new Announced(share) : new Journaled(share));
    }
    Collections.shuffle(late, random);
    return late;
  }

  private static double share(KillPoint point) {
    if (point instanceof Announced announced) {
      return announced.share();
    }
    return point instanceof Journaled journaled ? journaled.share() : 0;
  }
}
