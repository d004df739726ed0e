package io.synapse.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

public class FolderNameTest {

  private static final int SEED = 20260;

  @TempDir Path folder;

  public static List<String> hostileNames() {
    return List.of(
        "",
        " ",
        ".",
        "..",
        "../x",
        "..\\x",
        "/etc/passwd",
        "C:\\Windows",
        "CON",
        "con.txt",
        "Com1",
        "lpt9.tar.gz",
        "NUL ",
        "-rf",
        "--help",
        ".hidden",
        "trailing.",
        "trailing ",
        "two\nlines",
        "tab\tbell\u0007",
        "nul\0byte",
        "quote\"'`$(x)",
        "<>:\"|?*",
        "%2e%2e",
        "~",
        "emoji 🧠🧠🧠🧠🧠🧠🧠🧠",
        "\ud800 unpaired",
        "\udc00 unpaired",
        "\u202egnp.exe",
        "\ufeffbom",
        "zero\u200bwidth",
        "ﬁ ligature",
        "a".repeat(300),
        "한".repeat(300),
        "/".repeat(300),
        "\u0301".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void aHostileNameBecomesOneValidNameInsideItsFolder(String name) throws Exception {
    String result = FolderName.of(name);
    assertValidEverywhere(result);
    Path made = Files.createDirectory(folder.resolve(result));
    assertThat(made.toRealPath().getParent()).isEqualTo(folder.toRealPath());
  }

  @Test
  void differentNamesStayDifferent() {
    Map<String, String> names = new HashMap<>();
    for (String name : hostileNames()) {
      assertThat(names.put(FolderName.of(name), name)).isNull();
    }
  }

  @Test
  void tenThousandLongNamesWithTheSameStartStayDifferent() {
    long distinct =
        IntStream.range(0, 10_000)
            .mapToObj(number -> FolderName.of("experiment ".repeat(20) + number))
            .distinct()
            .count();
    assertThat(distinct).isEqualTo(10_000);
  }

  @Test
  void anyTextBecomesAValidName() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      int[] codePoints = random.ints(random.nextInt(80), 0, 0x11000).toArray();
      assertValidEverywhere(FolderName.of(new String(codePoints, 0, codePoints.length)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "digits-tune, digits-tune",
    "resnet50_v1.2, resnet50_v1.2",
    "한국어 모델, 한국어%20모델",
    "'experiment:v1,batch:32', experiment%3Av1%2Cbatch%3A32",
    "हिन्दी, हिन्दी",
    "../x, %2E.%2Fx",
    "con.txt, %63on.txt",
    "-rf, %2Drf",
    "end., end%2E",
    "100%, 100%25",
    "'', %empty",
  })
  void lettersAndDigitsOfEveryScriptStayReadable(String name, String expected) {
    assertThat(FolderName.of(name)).isEqualTo(expected);
  }

  @Test
  void theSameTextComposedOrNotIsTheSameName() {
    assertThat(FolderName.of("\u1112\u1161\u11ab")).isEqualTo("한");
    assertThat(FolderName.of("e\u0301")).isEqualTo("é");
  }

  @Test
  void aLongNameIsCutBetweenCharactersAndEndsInAHash() {
    String name = FolderName.of("모델".repeat(50));
    assertThat(name).matches("(모델)+모?~[0-9a-f]{10}");
    assertThat(bytes(name)).isBetween(FolderName.MAX_BYTES - 3, FolderName.MAX_BYTES);
  }

  @Test
  void aNameThatFitsIsNotCut() {
    String name = "a".repeat(FolderName.MAX_BYTES);
    assertThat(FolderName.of(name)).isEqualTo(name);
    assertThat(FolderName.of(name + "a")).isNotEqualTo(name).contains("~");
  }

  private static void assertValidEverywhere(String name) {
    assertThat(bytes(name)).isBetween(1, FolderName.MAX_BYTES);
    assertThat(name).doesNotStartWith(".").doesNotStartWith("-").doesNotEndWith(".");
    assertThat(name.toUpperCase(Locale.ROOT))
        .doesNotMatch("(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\\..*)?");
    assertThat(name.codePoints())
        .allMatch(c -> Character.isLetterOrDigit(c) || "-_.%~".indexOf(c) >= 0 || isMark(c));
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
