package io.synapse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingTest {

  @Test
  void aServersAddressLosesTheSlashAtItsEnd() {
    assertThat(Tracking.parse(" mlflow:https://host:8443/team/ ").mlflow())
        .contains(URI.create("https://host:8443/team"));
    assertThat(Tracking.parse("none")).isEqualTo(Tracking.NONE).hasToString("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://host:5000",
        "mlflow",
        "mlflow:",
        "mlflow:host:5000",
        "mlflow:http://",
        "wandb:x"
      })
  void anythingElseIsRefusedWithAnExample(String written) {
    assertThatThrownBy(() -> Tracking.parse(written))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("such as mlflow:http://localhost:5000, or 'none', and not")
        .hasMessageContaining("'" + written + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mlflow:sqlite:///runs.db", "mlflow:./mlruns", "mlflow:file:///tmp/mlruns"})
  void aFolderOrADatabaseNeedsAServer(String written) {
    assertThatThrownBy(() -> Tracking.parse(written))
        .hasMessageContaining("start `mlflow server --backend-store-uri URI`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlflow:http://my_host:5000", "mlflow:http://호스트"})
  void aHostsNameIsMadeOfFewCharacters(String written) {
    assertThatThrownBy(() -> Tracking.parse(written))
        .hasMessageContaining("'" + written + "'; the name of a host is made of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow:http://me:secret@host",
        "mlflow:http://me:secret@my_host:5000",
        "mlflow:http://me:secret@more@host"
      })
  void aPasswordInTheAddressIsRefusedAndNotRepeated(String written) {
    assertThatThrownBy(() -> Tracking.parse(written))
        .hasMessageContaining("MLFLOW_TRACKING_PASSWORD")
        .hasMessageNotContaining("secret");
  }
}
