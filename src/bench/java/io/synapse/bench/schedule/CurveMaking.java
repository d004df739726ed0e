package io.synapse.bench.schedule;

import io.synapse.api.Dataset;
import io.synapse.api.Hyperparameters;
import io.synapse.api.TrainPlugin;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Trains the plugin of the class path with every configuration of {@link DigitsGrid}, one after the
 * other, and writes what it had come to after each epoch. A training that diverges ends, so its
 * curve is shorter.
 */
@Command(name = "CurveMaking", mixinStandardHelpOptions = true)
public final class CurveMaking implements Callable<Integer> {

  private static final PrintStream OUT = System.out;
  private static final int ROWS_BETWEEN_MESSAGES = 90;

  @Parameters(index = "0", paramLabel = "DATASET")
  private Path dataset;

  @Parameters(index = "1", paramLabel = "FILE", description = "The table to write.")
  private Path file;

  @Option(names = "--epochs", defaultValue = "81")
  private int epochs;

  private final TrainPlugin plugin =
      ServiceLoader.load(TrainPlugin.class).findFirst().orElseThrow();

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CurveMaking()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path work = Files.createTempDirectory(file.toAbsolutePath().getParent(), "curves");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      out.print(String.join(",", DigitsGrid.SPACE.names()) + ",milliseconds,losses,accuracies\n");
      train(0, work); // warms up; its times would be Java's
      for (int row = 0; row < DigitsGrid.size(); row++) {
        out.print(line(row, train(row, work)));
        if (row % ROWS_BETWEEN_MESSAGES == 0) {
          OUT.println(row + " of " + DigitsGrid.size());
        }
      }
    }
    return 0;
  }

  private CurveRun train(int row, Path work) {
    Map<String, Object> values = DigitsGrid.hyperparameters(row);
    values.put("epochs", epochs);
    CurveRun run = new CurveRun(row, work);
    try {
      plugin.train(run, new DatasetFile(dataset), new Hyperparameters(values), null);
    } catch (IllegalStateException e) {
      OUT.println("row " + row + ": " + e.getMessage());
    } catch (Exception e) {
      throw new IllegalStateException("row " + row + " cannot be trained", e);
    }
    return run;
  }

  private static String line(int row, CurveRun run) {
    String values =
        DigitsGrid.hyperparameters(row).values().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "%s,%.2f,%s,%s%n",
        values,
        milliseconds(run.nanos()),
        spaced(run.losses(), loss -> Double.isFinite(loss) ? digits(loss, 5) : "nan"),
        spaced(run.accuracies(), accuracy -> digits(accuracy, 4)));
  }

  private static String spaced(List<Double> values, DoubleFunction<String> text) {
    return values.stream().map(text::apply).collect(Collectors.joining(" "));
  }

  private static String digits(double value, int count) {
    return new BigDecimal(value).round(new MathContext(count)).stripTrailingZeros().toString();
  }

  /** The median time of an epoch; 0 when there was only one. */
  private static double milliseconds(List<Long> nanos) {
    long[] between =
        LongStream.range(1, nanos.size())
            .map(i -> nanos.get((int) i) - nanos.get((int) i - 1))
            .sorted()
            .toArray();
    return between.length == 0 ? 0 : between[between.length / 2] / 1e6;
  }

  /** A data set of one file. */
  private record DatasetFile(Path path) implements Dataset {
    @Override
    public int id() {
      return 1;
    }

    @Override
    public String name() {
      return "digits";
    }

    @Override
    public List<String> categories() {
      return List.of();
    }

    @Override
    public List<Item> items(String category) {
      return List.of();
    }
  }
}
