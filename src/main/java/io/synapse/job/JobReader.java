package io.synapse.job;

import io.synapse.job.document.Document;
import io.synapse.job.document.DocumentPath;
import io.synapse.job.document.DocumentReader;
import io.synapse.job.document.Node;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import io.synapse.problem.ShownValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads job files. Immutable; safe for use by several threads. */
public final class JobReader {

  private static final String EXAMPLE =
      "{\"action\": \"train\", \"params\": {\"name\": \"first\", \"dataset\": 1,"
          + " \"hyperparameter\": {\"epochs\": 10}}}";

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
    Node.Mapping root = override(migrated, JobMigration.overrides(written, overrides), overriding);
    Problems problems = new Problems(path -> Optional.of(DocumentPath.place(root, path)));
    if (JobMigration.isNeeded(written)) {
      warnOfDeprecation(migrated, document, problems);
    }
    Optional<LoadedJob> job = check(root, source, problems);
    overriding.addAll(document.problems());
    refuse(overriding.errors(), problems.errors(), new ProblemOrder(source.displayName()));
    return job.orElseThrow();
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
      return JobOverride.applyAll(root, overrides, JobLayout.BARE, problems);
    }
    Node.Field params = root.fields().get(JobFields.PARAMS);
    if (params == null || !(params.node() instanceof Node.Mapping mapping)) {
      return root;
    }
    Node.Mapping changed = JobOverride.applyAll(mapping, overrides, JobLayout.ENVELOPE, problems);
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

  /** The job; empty, and an error, when there are no params to check. */
  private Optional<LoadedJob> check(Node.Mapping root, JobSource source, Problems problems) {
    Map<String, Object> values = root.value();
    JobLayout layout = JobLayout.of(root);
    FieldReader outermost = new FieldReader(values, "", problems);
    EnvelopeRules.check(layout, outermost);
    Bindings bindings = BindingsReader.read(outermost, source);
    Optional<Job> job =
        layout
            .params(values)
            .map(
                params ->
                    checkParams(new FieldReader(params, layout.paramsPath(), problems), layout));
    return job.map(
        checked ->
            new LoadedJob(
                checked,
                bindings,
                layout.enveloped(values),
                problems.warnings(),
                path -> Optional.of(DocumentPath.place(root, layout.pathInFile(path)))));
  }

  private Job checkParams(FieldReader params, JobLayout layout) {
    params.refuseUnknown(layout.paramsKeys());
    return checker.check(params);
  }

  /** Throws every error; a value that could not be read at all is not complained of again. */
  private static void refuse(List<Problem> unread, List<Problem> checked, ProblemOrder order) {
    Set<Object> told = unread.stream().flatMap(JobReader::marks).collect(Collectors.toSet());
    Stream<Problem> further =
        checked.stream().filter(each -> marks(each).noneMatch(told::contains));
    List<Problem> all = Stream.concat(unread.stream(), further).sorted(order).toList();
    if (!all.isEmpty()) {
      throw new InvalidInputException(all);
    }
  }

  /** What tells that two problems are the same value's: its path, its place. */
  private static Stream<Object> marks(Problem problem) {
    return Stream.concat(
        Stream.of(problem.path()).filter(path -> !path.isEmpty()), problem.place().stream());
  }

  /** The rules of a job file's outermost object. */
  static final class EnvelopeRules {

    private static final List<String> KEYS =
        Stream.concat(Stream.of(JobFields.ACTION, JobFields.PARAMS), JobFields.BINDINGS.stream())
            .toList();

    private EnvelopeRules() {}

    /** Reports what is wrong around {@code params}; its content is not looked at. */
    static void check(JobLayout layout, FieldReader root) {
      switch (layout) {
        case ENVELOPE -> checkEnvelope(root);
        case BARE -> {}
      }
    }

    private static void checkEnvelope(FieldReader root) {
      checkAction(root);
      if (root.has(JobFields.PARAMS)) {
        root.refuseUnknown(KEYS);
        root.map(
            JobFields.PARAMS,
            FieldReader.OBJECT,
            "; name, dataset and the other fields stand in it");
        return;
      }
      List<String> known = new ArrayList<>(KEYS);
      known.addAll(JobFields.paramsKeys());
      root.refuseUnknown(known);
      root.error(
          JobFields.PARAMS,
          "params is required beside action: name, dataset and the other fields stand in it");
    }

    private static void checkAction(FieldReader root) {
      Object action = root.raw(JobFields.ACTION);
      if (action != null && !action.equals(JobFields.TRAIN)) {
        root.error(
            JobFields.ACTION,
            "there is one action, \"train\", and this is "
                + ShownValue.of(action)
                + "; to tune, write \"train\" and set is_tune: true");
      }
    }
  }

  /**
   * The order in which a job's problems are told: those of the command line, then those of the job
   * file from its first line to its last, then those of other files.
   */
  static final class ProblemOrder implements Comparator<Problem> {

    private static final Problem.Place ELSEWHERE = new Problem.Place("", 0, 0);

    private final Comparator<Problem.Place> order;

    /** The order for a job read from a file of this name. */
    ProblemOrder(String jobFile) {
      this.order =
          Comparator.<Problem.Place>comparingInt(place -> rank(place, jobFile))
              .thenComparingInt(Problem.Place::line)
              .thenComparingInt(Problem.Place::column);
    }

    @Override
    public int compare(Problem first, Problem second) {
      return order.compare(first.place().orElse(ELSEWHERE), second.place().orElse(ELSEWHERE));
    }

    private static int rank(Problem.Place place, String jobFile) {
      if (place.line() == 0) {
        return 0;
      }
      return place.file().equals(jobFile) ? 1 : 2;
    }
  }

  /**
   * A job file after reading.
   *
   * @param job the checked job
   * @param bindings what it means on this machine
   * @param document the job as a document with the envelope, migrated and with overrides applied:
   *     JSON values in the file's order
   * @param warnings what the author should know
   * @param places where a field stands, by its path in a job with the envelope: {@code
   *     params.num_cpus}; of a field that is left out, where the object stands that lacks it
   */
  public record LoadedJob(
      Job job,
      Bindings bindings,
      Map<String, Object> document,
      List<Problem> warnings,
      Function<String, Optional<Problem.Place>> places) {}
}
