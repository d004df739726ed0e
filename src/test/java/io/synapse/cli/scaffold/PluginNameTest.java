package io.synapse.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginNameTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/io/synapse/cli/plugin/java");
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"[^\"\\n]*\"", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w*[a-z]\\w*\\b");

  @ParameterizedTest
  @CsvSource({
    "line-fit, LineFit",
    "lineFit, LineFit",
    "line_fit.v2, LineFitV2",
    "_x, X",
    "a--b, AB",
    "선형-적합, 선형적합",
    "ölstand, Ölstand",
    "3d-fit, Plugin3dFit",
    "class, ClassPlugin",
    "train-plugin, TrainPluginPlugin",
    "LINE, LINEPlugin",
    "plugin, Plugin"
  })
  void aNameMakesAClassNameThatIsFree(String name, String className) {
    assertThat(PluginName.of(Path.of("plugins", name)).className()).isEqualTo(className);
  }

  @Test
  void everyTypeThatTheTemplatesUseIsTaken() throws IOException {
    Set<String> types = typesInTemplates();

    assertThat(types).contains("TrainPlugin", "Line", "TempDir", "String", "Test");
    assertThat(types)
        .allSatisfy(
            type ->
                assertThat(PluginName.of(Path.of(type)).className())
                    .isNotEqualToIgnoringCase(type));
  }

  @Test
  void aNameInDecomposedFormIsComposed() {
    assertThat(PluginName.of(Path.of("o\u0308l")).text()).isEqualTo("öl");
  }

  @Test
  void theArtifactIsAscii() {
    assertThat(PluginName.of(Path.of("line-fit")).artifact()).isEqualTo("line-fit");
    assertThat(PluginName.of(Path.of("선형")).artifact()).isEqualTo("plugin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "line fit", "-x", ".x", "x.", "CON", "aux.py", "_", "a'b", "a@b"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> PluginName.of(Path.of(name)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("can't be a plugin's name")
        .hasMessageContaining("for example line-fit");
  }

  @Test
  void aNameIsNoLongerThanAFolderMayBe() {
    Path longest = Path.of("x".repeat(64));

    assertThat(PluginName.of(longest).text()).hasSize(64);
    assertThatThrownBy(() -> PluginName.of(Path.of(longest + "x")))
        .hasMessageContaining("64 bytes at most");
  }

  private static Set<String> typesInTemplates() throws IOException {
    Set<String> types = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java.template")).toList()) {
        String code = COMMENT_OR_TEXT.matcher(Files.readString(file)).replaceAll("");
        TYPE.matcher(code.replaceAll("@CLASS@\\w*", ""))
            .results()
            .map(MatchResult::group)
            .forEach(types::add);
      }
    }
    return types;
  }
}
