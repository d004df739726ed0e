package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsDigestTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-r parts/more.txt",
        "-rparts/more.txt",
        "--requirement parts/more.txt",
        "--requirement=parts/more.txt",
        "  -r  'parts/more.txt'  # comment",
        "-c parts/more.txt",
        "--constraint parts/more.txt"
      })
  void changesWithTheFilesThatAreIncluded(String line) throws IOException {
    Path more = write("parts/more.txt", "-r deep.txt\n");
    Path deep = write("parts/deep.txt", "six\n");
    Path file = write("requirements.txt", "numpy\n" + line + "\n");
    String before = RequirementsDigest.of(file);
    Files.writeString(deep, "six==1\n");
    String after = RequirementsDigest.of(file);
    Files.writeString(more, "# nothing\n");
    assertThat(after).isNotEqualTo(before);
    assertThat(RequirementsDigest.of(file)).isNotIn(before, after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-r none.txt", "-r https://host/more.txt", "-r requirements.txt", "-e ."})
  void takesWhatIsNoFurtherFileAsItIsWritten(String line) throws IOException {
    Path file = write("requirements.txt", line + "\n");
    assertThat(RequirementsDigest.of(file)).isEqualTo(RequirementsDigest.of(file)).hasSize(64);
  }

  @Test
  void isTheSameElsewhere() throws IOException {
    Path file = write("one/requirements.txt", "six\n");
    Path copy = write("two/requirements.txt", "six\n");
    assertThat(RequirementsDigest.of(file)).isEqualTo(RequirementsDigest.of(copy));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
