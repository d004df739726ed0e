package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A script in Python that reads something with the tools it is for, and prints it as JSON. */
final class PythonReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final Path python;
  private final Path folder;

  /**
   * A reader.
   *
   * @param python the interpreter
   * @param folder takes the script and what it complains of
   */
  PythonReader(Path python, Path folder) {
    this.python = python;
    this.folder = folder;
  }

  /**
   * The object that a script prints.
   *
   * @param script its resource
   */
  Map<String, Object> read(String script, String... words)
      throws IOException, InterruptedException {
    return MAPPER.readValue(run(script, words), OBJECT);
  }

  /** What a script prints. */
  String run(String script, String... words) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Path file = folder.resolve("script.py");
    try (var code = PythonReader.class.getResourceAsStream(script)) {
      Files.write(file, code.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(python.toString(), file.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return output;
  }

  /** A value for a script to read. */
  static String json(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
