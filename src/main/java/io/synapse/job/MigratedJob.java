package io.synapse.job;

import io.synapse.job.document.Document;
import io.synapse.job.document.DocumentReader;
import io.synapse.job.document.Node;
import io.synapse.problem.InvalidInputException;
import java.nio.charset.StandardCharsets;

/**
 * A job file in today's form.
 *
 * @param text the file, in the format it was written in
 * @param changed whether it had another form; if not, the text is the file's own, comments included
 */
public record MigratedJob(String text, boolean changed) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Reads a job file and migrates it. The syntax is checked, the job's fields are not.
   *
   * @param source the job file or standard input
   * @throws InvalidInputException when it cannot be read or is no object
   */
  public static MigratedJob read(JobSource source) {
    byte[] bytes = source.read();
    Document document = DocumentReader.read(bytes, source.displayName(), source.format());
    Node.Mapping root = JobReader.object(document.root());
    if (!document.problems().isEmpty()) {
      throw new InvalidInputException(document.problems());
    }
    if (!JobMigration.isNeeded(root)) {
      return new MigratedJob(own(bytes), false);
    }
    Node.Mapping migrated = JobMigration.migrate(root);
    return new MigratedJob(JobPrinter.print(migrated.value(), document.format()), true);
  }

  private static String own(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
