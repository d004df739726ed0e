package io.synapse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results of one algorithm, a line of JSON each, which a later start goes on from. */
public final class ResultFile {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;

  private ResultFile(Path file) {
    this.file = file;
  }

  /** The file of an algorithm in a folder; both may not exist yet. */
  public static ResultFile in(Path folder, String algorithm) {
    return new ResultFile(folder.resolve(algorithm + ".jsonl"));
  }

  /** What is there; a line that was torn is left out. */
  public List<JsonNode> lines() throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .map(ResultFile::parsed)
            .filter(JsonNode::isObject)
            .toList()
        : List.of();
  }

  public void add(Map<String, Object> line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        MAPPER.writeValueAsString(line) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Forgets everything. */
  public void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  private static JsonNode parsed(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JacksonException e) {
      return MAPPER.missingNode();
    }
  }
}
