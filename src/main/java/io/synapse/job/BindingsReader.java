package io.synapse.job;

import io.synapse.job.Bindings.PluginReference;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.job.FieldReader.JsonObjects;
import io.synapse.job.document.Document;
import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.job.document.DocumentPath;
import io.synapse.job.document.DocumentReader;
import io.synapse.job.document.Node;
import io.synapse.problem.BlankText;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problems;
import io.synapse.problem.ShownValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code plugin}, {@code python}, {@code datasets} and {@code track} of a job file and of the
 * {@code synapse.yaml} in its folder or, without one there, in the nearest folder above. The job
 * file's own ones win: its plugin, its interpreter, its tracking, and its path for each data set.
 */
final class BindingsReader {

  static final String LOCAL_FILE = "synapse.yaml";

  private static final Pattern IDENTIFIER = Pattern.compile("0|[1-9][0-9]{0,9}");

  private final FieldReader fields;
  private final Path folder;

  private BindingsReader(FieldReader fields, Path folder) {
    this.fields = fields;
    this.folder = folder;
  }

  /**
   * Reads a job's bindings.
   *
   * @param job the outermost object of the job file
   * @param source where it was read from
   * @return what it and {@code synapse.yaml} say, usable when no problem was reported
   */
  static Bindings read(FieldReader job, JobSource source) {
    Bindings own = new BindingsReader(job, source.baseFolder()).bindings();
    return localFile(source)
        .map(file -> merged(own, readLocalFile(file, job.problems())))
        .orElse(own);
  }

  private static Bindings merged(Bindings own, Bindings local) {
    Map<Integer, Path> datasets = new LinkedHashMap<>(local.datasets());
    datasets.putAll(own.datasets());
    return new Bindings(
        own.plugin().or(local::plugin),
        own.python().or(local::python),
        datasets,
        own.tracking().or(local::tracking));
  }

  private static Optional<Path> localFile(JobSource source) {
    return Stream.iterate(source.baseFolder(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(LOCAL_FILE))
        .filter(Files::exists)
        .filter(file -> !file.equals(source.file().orElse(null)))
        .findFirst();
  }

  private static Bindings readLocalFile(Path file, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        throw new InvalidInputException(
            file + ": this is a folder, and a file of this name is read; rename the folder");
      }
      JobSource source = JobSource.file(file);
      Document document =
          DocumentReader.read(
              source.read(), source.displayName(), Optional.of(DocumentFormat.YAML));
      problems.addAll(document.problems());
      return readLocal(document.root(), source.baseFolder(), problems);
    } catch (InvalidInputException e) {
      problems.addAll(e.problems());
      return Bindings.NONE;
    }
  }

  private static Bindings readLocal(Node root, Path folder, Problems problems) {
    Problems local = new Problems(path -> Optional.of(DocumentPath.place(root, path)));
    Object values = root.value();
    if (values != null && !(values instanceof Map)) {
      local.error(
          "",
          "must be an object with plugin, python, datasets and track, and is "
              + ShownValue.of(values));
    }
    Map<String, Object> object = values instanceof Map<?, ?> map ? JsonObjects.of(map) : Map.of();
    FieldReader fields = new FieldReader(object, "", local);
    fields.refuseUnknown(JobFields.BINDINGS);
    Bindings bindings = new BindingsReader(fields, folder).bindings();
    problems.addAll(local.errors());
    return bindings;
  }

  private Bindings bindings() {
    return new Bindings(
        reference(JobFields.PLUGIN, "build/plugin.jar#Name", PluginReference::parse),
        reference(JobFields.PYTHON, "python3.11", PythonReference::parse),
        datasets(),
        reference(
            JobFields.TRACK,
            "mlflow:http://localhost:5000",
            (written, from) -> Tracking.parse(written)));
  }

  /** A text that names something, and the folder where a relative path starts from. */
  private interface Parser<T> {
    T parse(String written, Path folder);
  }

  private <T> Optional<T> reference(String name, String example, Parser<T> parser) {
    if (!fields.has(name)) {
      return Optional.empty();
    }
    if (!(fields.raw(name) instanceof String written)) {
      fields.wrongType(name, "a text", "; write it like \"" + example + "\"");
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(written, folder));
    } catch (InvalidInputException e) {
      e.problems().forEach(problem -> fields.error(name, problem.message()));
      return Optional.empty();
    }
  }

  private Map<Integer, Path> datasets() {
    Map<Integer, Path> datasets = new LinkedHashMap<>();
    if (fields.has(JobFields.DATASETS)) {
      fields
          .object(JobFields.DATASETS, "; write it like {\"123\": \"data/digits\"}")
          .ifPresent(written -> written.names().forEach(id -> readDataset(written, id, datasets)));
    }
    return datasets;
  }

  private void readDataset(FieldReader written, String id, Map<Integer, Path> datasets) {
    if (!IDENTIFIER.matcher(id).matches() || Long.parseLong(id) > Integer.MAX_VALUE) {
      written.error(id, "a data set is named by its id, an integer from 0 to 2147483647");
    } else if (written.raw(id) instanceof String text) {
      path(written, id, text).ifPresent(path -> datasets.put(Integer.valueOf(id), path));
    } else {
      written.wrongType(id, "a text", "; write the path of the data set's folder or file");
    }
  }

  private Optional<Path> path(FieldReader holder, String name, String written) {
    if (BlankText.isBlank(written)) {
      holder.error(name, "the path must not be blank");
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(written).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      holder.error(name, "this cannot be a path: " + e.getReason());
      return Optional.empty();
    }
  }
}
