package io.synapse.report.tracking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * How we say who we are, by the environment variables of MLflow's own clients: {@code
 * MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}, or {@code MLFLOW_TRACKING_TOKEN}.
 *
 * @param authorization the header of that name
 */
public record Credentials(Optional<String> authorization) {

  /** What an environment holds; a name and its password win over a token. */
  public static Credentials in(Map<String, String> environment) {
    String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
    String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
    if (!user.isEmpty()) {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return new Credentials(Optional.of("Basic " + Base64.getEncoder().encodeToString(both)));
    }
    return new Credentials(token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return authorization.isPresent() ? "credentials" : "no credentials";
  }
}
