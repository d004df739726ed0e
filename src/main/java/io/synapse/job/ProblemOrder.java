package io.synapse.job;

import io.synapse.problem.Place;
import io.synapse.problem.Problem;
import java.util.Comparator;

/**
 * The order in which a job's problems are told: those of the command line, then those of the job
 * file from its first line to its last, then those of other files.
 */
final class ProblemOrder implements Comparator<Problem> {

  private static final Place ELSEWHERE = new Place("", 0, 0);

  private final Comparator<Place> order;

  /** The order for a job read from a file of this name. */
  ProblemOrder(String jobFile) {
    this.order =
        Comparator.<Place>comparingInt(place -> rank(place, jobFile))
            .thenComparingInt(Place::line)
            .thenComparingInt(Place::column);
  }

  @Override
  public int compare(Problem first, Problem second) {
    return order.compare(first.place().orElse(ELSEWHERE), second.place().orElse(ELSEWHERE));
  }

  private static int rank(Place place, String jobFile) {
    if (place.line() == 0) {
      return 0;
    }
    return place.file().equals(jobFile) ? 1 : 2;
  }
}
