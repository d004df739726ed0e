package io.synapse.job;

import io.synapse.problem.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run is shown beside its store, as a job file, a {@code synapse.yaml} or the command line
 * says: {@code mlflow:URI}, or {@code none}.
 *
 * @param mlflow the tracking server of MLflow, {@code http} or {@code https}, without a slash at
 *     its end; empty when it says that there is none
 */
public record Tracking(Optional<URI> mlflow) {

  /** Shown nowhere else. */
  public static final Tracking NONE = new Tracking(Optional.empty());

  private static final String NO_SERVER = "none";
  private static final String MLFLOW = "mlflow:";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * Reads what is written.
   *
   * @throws InvalidInputException when it is neither of the two, or the server's address holds a
   *     password, which would be kept with the run
   */
  public static Tracking parse(String written) {
    String text = written.strip();
    if (text.equals(NO_SERVER)) {
      return NONE;
    }
    if (!text.startsWith(MLFLOW)) {
      throw unusable(written, "");
    }
    return new Tracking(Optional.of(server(text.substring(MLFLOW.length()), written)));
  }

  private static URI server(String address, String written) {
    URI server = uri(address, written);
    String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
    // Where java.net finds no host it finds no user either.
    if (String.valueOf(server.getRawAuthority()).contains("@")) {
      throw new InvalidInputException(
          "a user and a password do not belong into an address that is kept with the run; put them"
              + " into MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
    }
    if (SCHEMES.contains(scheme) && server.getHost() == null) {
      throw unusable(written, "; the name of a host is made of letters a-z, digits, '-' and '.'");
    }
    if (!SCHEMES.contains(scheme)) {
      throw unusable(
          written,
          "; for runs in a folder or a database start `mlflow server --backend-store-uri URI` and"
              + " give its address");
    }
    if (server.getRawQuery() != null || server.getRawFragment() != null) {
      throw unusable(written, "; leave out what follows the '?' or the '#'");
    }
    return server;
  }

  private static URI uri(String address, String written) {
    try {
      return new URI(address.replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw unusable(written, " (" + e.getReason() + ")");
    }
  }

  private static InvalidInputException unusable(String written, String more) {
    return new InvalidInputException(
        "this is mlflow:URI with the address of a tracking server, such as"
            + " mlflow:http://localhost:5000, or 'none', and not '%s'%s".formatted(written, more));
  }

  /** As it is written. */
  @Override
  public String toString() {
    return mlflow.map(server -> MLFLOW + server).orElse(NO_SERVER);
  }
}
