package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.python.EnvironmentBuild.PipProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipProgressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Collecting numpy>=1.20 (from -r requirements.txt (line 1))|Collecting numpy>=1.20",
        "Collecting six|Collecting six",
        "  Downloading numpy-1.26.4-cp311.whl (18.3 MB)|Downloading numpy-1.26.4-cp311.whl (18.3 MB)",
        "  Downloading https://host/a/b/six-1.16.0.whl (11 kB)|Downloading six-1.16.0.whl (11 kB)",
        "  Using cached six-1.16.0.whl (11 kB)|Using cached six-1.16.0.whl (11 kB)",
        "Processing ./wheels/part.whl (from -r x.txt (line 2))|Processing ./wheels/part.whl",
        "  Building wheel for part (pyproject.toml): started|Building wheel for part",
        "Installing collected packages: six, numpy|Installing six, numpy"
      })
  void tellsWhatPipIsAt(String line, String told) {
    assertThat(PipProgress.of(line)).contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Looking in indexes: https://host/simple",
        "Requirement already satisfied: six in /x (1.16.0)",
        "  Downloading numpy-1.26.4-cp311.whl.metadata (61 kB)",
        "  Building wheel for part (pyproject.toml): still running...",
        "Successfully installed six-1.16.0"
      })
  void leavesOutWhatTellsNothingNew(String line) {
    assertThat(PipProgress.of(line)).isEmpty();
  }

  @Test
  void cutsLongLines() {
    String many = "Installing collected packages: " + "package, ".repeat(50);
    assertThat(PipProgress.of(many).orElseThrow()).hasSize(121).endsWith("…");
  }
}
