package io.synapse.bench.search;

import io.synapse.space.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes each function's minimum and its values at twenty points as JSON, for the other language to
 * check its own definitions by.
 */
public final class FunctionPoints {

  private static final int POINTS = 20;
  private static final long SEED = 1;

  private FunctionPoints() {}

  /** Takes the file to write. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> functions = new LinkedHashMap<>();
    for (BenchFunction function : Functions.all()) {
      functions.put(
          function.name(), Map.of("minimum", function.minimum(), "points", points(function)));
    }
    Path file = Path.of(arguments[0]);
    Files.writeString(file, new JsonMapper().writeValueAsString(functions));
  }

  private static List<Map<String, Object>> points(BenchFunction function) {
    SplittableRandom random = new SplittableRandom(SEED);
    return Stream.generate(() -> function.space().sample(random))
        .limit(POINTS)
        .map(config -> point(function, config))
        .toList();
  }

  private static Map<String, Object> point(BenchFunction function, Config config) {
    return Map.of("config", config.values(), "value", function.value().applyAsDouble(config));
  }
}
