package io.synapse.bench.schedule;

import io.synapse.run.History;
import io.synapse.run.TrialSpec;
import io.synapse.search.Searcher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Every configuration of {@link DigitsGrid} once, in an order that {@code replay.py} has too. */
final class ShuffledRows implements Searcher {

  private final List<Integer> rows;

  private ShuffledRows(List<Integer> rows) {
    this.rows = rows;
  }

  /** The rows in the order of the SHA-256 of "seed row": any language can do that. */
  static ShuffledRows of(int seed) {
    return new ShuffledRows(
        IntStream.range(0, DigitsGrid.size())
            .boxed()
            .sorted(Comparator.comparing(row -> digest(seed + " " + row)))
            .toList());
  }

  @Override
  public Optional<Searcher.Suggestion> suggest(History history, RandomGenerator random) {
    int number = history.trials().size();
    return number < rows.size()
        ? Optional.of(
            new Searcher.Suggestion(TrialSpec.Origin.SEARCHER, DigitsGrid.config(rows.get(number))))
        : Optional.empty();
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
