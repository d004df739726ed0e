package io.synapse.report.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a client takes what servers say that are no tracking servers, or in no mood. */
class MlflowClientTest {

  private final List<String> authorizations = new ArrayList<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.getRequestBody().readAllBytes();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private MlflowClient client(Map<String, String> environment) {
    return new MlflowClient(address(), Credentials.in(environment));
  }

  private TrackingFailure failure(int answered, String text) {
    status = answered;
    body = text;
    try {
      client(Map.of()).post("runs/create", Map.of());
      throw new AssertionError("no failure");
    } catch (TrackingFailure e) {
      return e;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void credentialsComeFromTheVariablesOfMlflowsOwnClients() throws Exception {
    client(Map.of()).get("x", Map.of());
    client(Map.of("MLFLOW_TRACKING_TOKEN", "t0ken")).get("x", Map.of());
    client(
            Map.of(
                "MLFLOW_TRACKING_TOKEN", "t0ken",
                "MLFLOW_TRACKING_USERNAME", "Ann",
                "MLFLOW_TRACKING_PASSWORD", "비밀"))
        .get("x", Map.of());
    assertThat(authorizations).containsExactly("null", "Bearer t0ken", "Basic QW5uOuu5hOuwgA==");
  }

  @Test
  void whoIsNotLetInIsToldHow() {
    TrackingFailure failure = failure(401, "You are not authenticated.");
    assertThat(failure.isForGood()).isFalse();
    assertThat(failure)
        .hasMessageContaining("HTTP 401")
        .hasMessageContaining("MLFLOW_TRACKING_USERNAME");
  }

  @Test
  void aRefusalIsForGoodAndTroubleOfTheServerIsNot() {
    assertThat(failure(400, "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"no\"}"))
        .satisfies(failure -> assertThat(failure.isForGood()).isTrue())
        .hasMessage("no");
    for (int trouble : List.of(408, 429, 500, 503)) {
      assertThat(failure(trouble, "{\"error_code\": \"BUSY\", \"message\": \"later\"}"))
          .satisfies(failure -> assertThat(failure.isForGood()).isFalse())
          .hasMessage(address() + " answers HTTP " + trouble + " (later)");
    }
  }

  @Test
  void aServerOfAnotherKindIsSuspected() {
    assertThat(failure(404, "<html>\nnot here"))
        .hasMessageContaining("HTTP 404 (<html>); is that the address of a tracking server");
    assertThat(failure(200, "Hello"))
        .satisfies(failure -> assertThat(failure.isForGood()).isFalse())
        .hasMessage(address() + " does not answer like a tracking server of MLflow: Hello");
  }

  @Test
  void anAddressWhereNobodyIsSaysSo() {
    URI nobody = address();
    server.stop(0);
    assertThatThrownBy(() -> new MlflowClient(nobody, Credentials.in(Map.of())).get("x", Map.of()))
        .isInstanceOf(TrackingFailure.class)
        .hasMessage(nobody + ": nobody answers at that address");
  }

  @Test
  void aFileThatIsGoneIsNotTriedAgain() {
    assertThatThrownBy(() -> client(Map.of()).put("1/a/artifacts/x", Path.of("not-there")))
        .isInstanceOfSatisfying(
            TrackingFailure.class, failure -> assertThat(failure.isForGood()).isTrue());
  }
}
