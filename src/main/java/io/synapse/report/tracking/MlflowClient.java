package io.synapse.report.tracking;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of MLflow's REST API, version 2.0 (https://mlflow.org/docs/latest/rest-api.html). Every
 * method waits for the answer, for a limited time, and throws {@link TrackingFailure} without one.
 */
final class MlflowClient {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  /** A server that takes fewer bytes in a second is not working. */
  private static final long SLOWEST_BYTES = 1 << 18;

  private static final int OK = 200;
  private static final int REDIRECTION = 300;
  private static final int REFUSAL = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int FAULT = 500;
  private static final int SHOWN = 300;

  private final URI server;
  private final Credentials credentials;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECTING)
          .build();

  /**
   * Of a server.
   *
   * @param server its address, without a slash at the end
   */
  MlflowClient(URI server, Credentials credentials) {
    this.server = server;
    this.credentials = credentials;
  }

  /** Asks for something, such as {@code experiments/get-by-name}. */
  Map<String, Object> get(String method, Map<String, String> query)
      throws TrackingFailure, InterruptedException {
    String words =
        query.entrySet().stream()
            .map(
                word ->
                    word.getKey()
                        + "="
                        + URLEncoder.encode(word.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return object(send(request(api(method + "?" + words), ANSWERING).GET().build()));
  }

  /** Has something done, such as {@code runs/create}. */
  Map<String, Object> post(String method, Map<String, ?> body)
      throws TrackingFailure, InterruptedException {
    BodyPublisher publisher = BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body));
    HttpRequest request =
        request(api(method), ANSWERING)
            .header("Content-Type", "application/json")
            .POST(publisher)
            .build();
    return object(send(request));
  }

  /**
   * Puts a file into the artifacts that the server serves.
   *
   * @param path where, in segments that are percent-encoded
   */
  void put(String path, Path file) throws TrackingFailure, InterruptedException {
    try {
      Duration limit = ANSWERING.plusSeconds(Files.size(file) / SLOWEST_BYTES);
      URI target = URI.create(server + "/api/2.0/mlflow-artifacts/artifacts/" + path);
      send(request(target, limit).PUT(BodyPublishers.ofFile(file)).build());
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw TrackingFailure.forGood("", "it is not in the store any more");
    } catch (IOException e) {
      throw TrackingFailure.forNow("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private URI api(String method) {
    return URI.create(server + "/api/2.0/mlflow/" + method);
  }

  private HttpRequest.Builder request(URI target, Duration limit) {
    HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(limit);
    credentials.authorization().ifPresent(words -> request.header("Authorization", words));
    return request;
  }

  private String send(HttpRequest request) throws TrackingFailure, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw TrackingFailure.forNow("%s: %s".formatted(server, reason(e)), e);
    }
    if (answer.statusCode() < OK || answer.statusCode() >= REDIRECTION) {
      throw failure(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  private static String reason(IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return "it does not answer in time";
    }
    String why = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
    return failure instanceof ConnectException
        ? "nobody answers at that address" + why
        : "the connection failed" + why;
  }

  private TrackingFailure failure(int status, String body) {
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      return TrackingFailure.forNow(
          server
              + " wants to know who asks (HTTP %d); set MLFLOW_TRACKING_USERNAME and"
                  .formatted(status)
              + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN");
    }
    Map<String, Object> answer = parsed(body);
    Object code = answer.get("error_code");
    boolean refused =
        status >= REFUSAL && status < FAULT && status != TIMEOUT && status != TOO_MANY;
    if (refused && code != null) {
      return TrackingFailure.forGood(code.toString(), String.valueOf(answer.get("message")));
    }
    String shown = code == null ? body.strip() : String.valueOf(answer.get("message"));
    String question = refused ? "; is that the address of a tracking server of MLflow?" : "";
    return TrackingFailure.forNow(
        "%s answers HTTP %d (%s)%s".formatted(server, status, cut(shown), question));
  }

  private static String cut(String text) {
    String line = text.lines().findFirst().orElse("nothing else");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }

  private Map<String, Object> object(String body) throws TrackingFailure {
    try {
      return MAPPER.readValue(body, OBJECT);
    } catch (JacksonException e) {
      throw TrackingFailure.forNow(
          server + " does not answer like a tracking server of MLflow: " + cut(body), e);
    }
  }

  private static Map<String, Object> parsed(String body) {
    try {
      return MAPPER.readValue(body, OBJECT);
    } catch (JacksonException e) {
      return Map.of();
    }
  }
}
