package io.synapse.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class NearestName {

  private NearestName() {}

  /**
   * The known name with the fewest edits (insert, delete, replace, swap of neighbours; optimal
   * string alignment), when they are at most a third of the longer name's length.
   *
   * @param name what was written
   * @param known the names there are
   * @return the nearest one, if any is near
   */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> isNear(name, candidate))
        .min(
            Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * A hint to append to a message.
   *
   * @param name what was written
   * @param known the names there are
   * @return {@code "; did you mean 'x'?"}, or empty text
   */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(nearest -> "; did you mean '" + nearest + "'?").orElse("");
  }

  private static boolean isNear(String name, String candidate) {
    int longest = Math.max(name.length(), candidate.length());
    int limit = Math.max(1, longest / 3);
    return Math.abs(name.length() - candidate.length()) <= limit && edits(name, candidate) <= limit;
  }

  private static int edits(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    if (i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1)) {
      best = Math.min(best, cost[i - 2][j - 2] + 1);
    }
    return best;
  }
}
