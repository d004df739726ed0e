package io.synapse.report.tracking;

import io.synapse.files.JsonFields;
import io.synapse.report.tracking.MlflowRun.MlflowStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a tracking server of MLflow can do, in our words. Thrown as by {@link MlflowClient}. */
final class MlflowServer {

  private static final String ARTIFACTS = "mlflow-artifacts:";

  private final MlflowClient client;
  private final URI address;

  MlflowServer(URI address, Credentials credentials) {
    this.address = address;
    this.client = new MlflowClient(address, credentials);
  }

  /** The id of the experiment of that name, which is made when there is none. */
  String experiment(String name) throws TrackingFailure, InterruptedException {
    Optional<String> found = findExperiment(name);
    if (found.isPresent()) {
      return found.get();
    }
    try {
      return JsonFields.text(
          client.post("experiments/create", Map.of("name", name)), "experiment_id");
    } catch (TrackingFailure e) {
      if (!e.hasCode("RESOURCE_ALREADY_EXISTS")) {
        throw e;
      }
      return findExperiment(name).orElseThrow(() -> e);
    }
  }

  private Optional<String> findExperiment(String name)
      throws TrackingFailure, InterruptedException {
    try {
      Map<String, Object> experiment =
          JsonFields.object(
              client.get("experiments/get-by-name", Map.of("experiment_name", name)), "experiment");
      if (JsonFields.text(experiment, "lifecycle_stage").equals("deleted")) {
        throw TrackingFailure.forNow(
            "the experiment '%s' is deleted on %s; restore it with `mlflow experiments restore -x %s`"
                    .formatted(name, address, JsonFields.text(experiment, "experiment_id"))
                + ", or name another with MLFLOW_EXPERIMENT_NAME");
      }
      return Optional.of(JsonFields.text(experiment, "experiment_id"));
    } catch (TrackingFailure e) {
      if (e.hasCode("RESOURCE_DOES_NOT_EXIST")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Makes a run, which is then running. */
  MlflowRun create(String experiment, String name, Instant start, List<MlflowItem> tags)
      throws TrackingFailure, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("experiment_id", experiment);
    body.put("run_name", name);
    body.put("start_time", start.toEpochMilli());
    body.put("tags", tags.stream().map(MlflowItem::fields).toList());
    return run(JsonFields.object(client.post("runs/create", body), "run"));
  }

  /** The run with those tags, if there is one. */
  Optional<MlflowRun> find(String experiment, List<MlflowItem> tags)
      throws TrackingFailure, InterruptedException {
    String filter =
        tags.stream()
            .map(MlflowItem::fields)
            .map(
                tag ->
                    "tags.`%s` = %s".formatted(tag.get("key"), quoted((String) tag.get("value"))))
            .collect(Collectors.joining(" AND "));
    Map<String, Object> found =
        client.post(
            "runs/search",
            Map.of("experiment_ids", List.of(experiment), "filter", filter, "max_results", 1));
    return JsonFields.objects(found, "runs").stream().findFirst().map(MlflowServer::run);
  }

  /** No name of a folder, such as a run's id, has both kinds of quotation marks. */
  private static String quoted(String value) {
    char mark = value.indexOf('\'') < 0 ? '\'' : '"';
    return mark + value + mark;
  }

  private static MlflowRun run(Map<String, Object> run) {
    Map<String, Object> info = JsonFields.object(run, "info");
    return MlflowRun.at(JsonFields.text(info, "run_id"), JsonFields.text(info, "artifact_uri"));
  }

  /** Adds to a run; the same again changes nothing. At most {@link MlflowItem.ItemKind#atOnce}. */
  void log(MlflowRun run, List<MlflowItem> items) throws TrackingFailure, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("run_id", run.id());
    items.stream()
        .collect(Collectors.groupingBy(MlflowItem::kind))
        .forEach(
            (kind, some) -> body.put(kind.field(), some.stream().map(MlflowItem::fields).toList()));
    client.post("runs/log-batch", body);
  }

  /**
   * Says where a run stands.
   *
   * @param end when it ended; empty while it runs
   */
  void update(MlflowRun run, MlflowStatus status, Optional<Instant> end)
      throws TrackingFailure, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("run_id", run.id());
    body.put("status", status.name());
    end.ifPresent(time -> body.put("end_time", time.toEpochMilli()));
    client.post("runs/update", body);
  }

  /**
   * Adds a file to a run's artifacts; one of that name is replaced.
   *
   * @param name its path there, with {@code /}
   */
  void upload(MlflowRun run, String name, Path file) throws TrackingFailure, InterruptedException {
    String root = run.artifactUri();
    if (root.startsWith(ARTIFACTS)) {
      client.put(encoded(served(root) + "/" + name), file);
    } else if (isLocalPath(root) && isThisMachine()) {
      copy(file, localPath(root).resolve(name));
    } else {
      throw TrackingFailure.forGood(
          "",
          "the server keeps artifacts at %s, where synapse cannot write; start it with"
                  .formatted(root)
              + " --serve-artifacts and --artifacts-destination");
    }
  }

  /** What follows the scheme, and the host when it names one. */
  private static String served(String root) {
    return root.substring(ARTIFACTS.length()).replaceFirst("^//[^/]*", "").replaceFirst("^/+", "");
  }

  private static String encoded(String path) {
    return Stream.of(path.split("/"))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static boolean isLocalPath(String root) {
    return root.startsWith("/") || root.startsWith("file:");
  }

  private static Path localPath(String root) {
    return root.startsWith("/")
        ? Path.of(root)
        : Path.of(URI.create(root.replaceFirst("^file:/*", "file:///")));
  }

  private boolean isThisMachine() {
    try {
      return InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  private static void copy(Path file, Path target) throws TrackingFailure {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw TrackingFailure.forNow("%s cannot be copied to %s: %s".formatted(file, target, e), e);
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
