package io.synapse.job.document;

import io.synapse.problem.Problem;
import java.util.List;

/**
 * A text that was read as far as its syntax goes.
 *
 * @param root the outermost value; a null scalar when the text is empty
 * @param format how it was written
 * @param problems single values that cannot be used: keys given twice, numbers that do not fit
 */
public record Document(Node root, DocumentFormat format, List<Problem> problems) {

  /** Copies the list. */
  public Document {
    problems = List.copyOf(problems);
  }
}
