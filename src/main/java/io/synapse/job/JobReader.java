package io.synapse.job;

import io.synapse.job.document.Document;
import io.synapse.job.document.DocumentPath;
import io.synapse.job.document.DocumentReader;
import io.synapse.job.document.Node;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Place;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads job files. Immutable; safe for use by several threads. */
public final class JobReader {

  private static final String EXAMPLE =
      "{\"action\": \"train\", \"params\": {\"name\": \"first\", \"dataset\": 1,"
          + " \"hyperparameter\": {\"epochs\": 10}}}";

  private static final Comparator<Place> IN_FILE_ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  private final ParamsChecker checker;

  /**
   * A reader that knows these algorithms.
   *
   * @param searchAlgorithms the search algorithms that a job can name, the default first
   * @param schedulers the schedulers that a job can name, the default first
   */
  public JobReader(
      List<AlgorithmSpecification> searchAlgorithms, List<AlgorithmSpecification> schedulers) {
    this.checker = new ParamsChecker(new TuneConfigChecker(searchAlgorithms, schedulers));
  }

  /**
   * Reads and checks a job.
   *
   * @param source the job file or standard input
   * @param overrides the arguments of {@code -s}, carried out before the checks
   * @throws InvalidInputException with everything that is wrong, each with file, line and column
   */
  public LoadedJob read(JobSource source, List<String> overrides) {
    Document document = DocumentReader.read(source.read(), source.displayName(), source.format());
    Node.Mapping written = object(document.root());
    Node.Mapping migrated = JobMigration.migrate(written);
    Problems overriding = new Problems();
    Node.Mapping root = override(migrated, overrides, overriding);
    Problems problems = new Problems(path -> Optional.of(DocumentPath.place(root, path)));
    if (JobMigration.isNeeded(written)) {
      warnOfDeprecation(migrated, document, problems);
    }
    LoadedJob job = check(root, source, problems);
    refuse(document.problems(), overriding.errors(), problems.errors());
    return job;
  }

  static Node.Mapping object(Node root) {
    if (root instanceof Node.Mapping mapping) {
      return mapping;
    }
    boolean empty = root instanceof Node.Scalar scalar && scalar.value() == null;
    String found = empty ? "is empty" : "holds " + ShownValue.of(root.value());
    Problem problem =
        new Problem(
            Optional.of(root.place()),
            "",
            "a job is an object such as " + EXAMPLE + "; this " + found);
    throw new InvalidInputException(List.of(problem));
  }

  private static Node.Mapping override(
      Node.Mapping root, List<String> overrides, Problems problems) {
    if (JobLayout.of(root) == JobLayout.BARE) {
      return JobOverride.applyAll(root, overrides, problems);
    }
    Node.Field params = root.fields().get(JobFields.PARAMS);
    if (params == null || !(params.node() instanceof Node.Mapping mapping)) {
      return root;
    }
    Node.Mapping changed = JobOverride.applyAll(mapping, overrides, problems);
    return root.with(JobFields.PARAMS, new Node.Field(params.place(), changed));
  }

  private static void warnOfDeprecation(
      Node.Mapping migrated, Document document, Problems problems) {
    String job = JobPrinter.print(migrated.value(), document.format());
    problems.warn(
        JobFields.ACTION,
        "action 'tune' is deprecated; the same job in today's form, which 'synapse migrate' prints"
            + " too, is:\n"
            + job.stripTrailing());
  }

  private LoadedJob check(Node.Mapping root, JobSource source, Problems problems) {
    Map<String, Object> values = root.value();
    JobLayout layout = JobLayout.of(root);
    Fields outermost = new Fields(values, "", problems);
    EnvelopeRules.check(layout, outermost);
    Fields params = new Fields(layout.params(values), layout.paramsPath(), problems);
    params.refuseUnknown(layout.paramsKeys());
    Job job = checker.check(params);
    Bindings bindings = BindingsReader.read(outermost, source);
    return new LoadedJob(job, bindings, layout.enveloped(values), problems.warnings());
  }

  /** Throws every error, first those of the options, then in the order of the file. */
  private static void refuse(
      List<Problem> unusable, List<Problem> overriding, List<Problem> checked) {
    Set<String> told = unusable.stream().map(Problem::path).collect(Collectors.toSet());
    List<Problem> further =
        checked.stream().filter(problem -> !told.contains(problem.path())).toList();
    List<Problem> all =
        Stream.of(overriding, unusable, further)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(JobReader::place, IN_FILE_ORDER))
            .toList();
    if (!all.isEmpty()) {
      throw new InvalidInputException(all);
    }
  }

  private static Place place(Problem problem) {
    return problem.place().orElse(new Place("", 0, 0));
  }
}
