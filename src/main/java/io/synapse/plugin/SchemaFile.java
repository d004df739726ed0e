package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A plugin's {@code hyperparameters.schema.json}.
 *
 * @param place the file as messages name it
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SchemaFile(String place, byte[] content) {

  static final String NAME = "hyperparameters.schema.json";

  /** The file in the root of the jar or folder, else the one beside it. */
  static Optional<SchemaFile> find(ClassPathEntry plugin) {
    Optional<SchemaFile> inside =
        plugin.content(NAME).map(content -> new SchemaFile(plugin.describe(NAME), content));
    return inside.isPresent() ? inside : beside(plugin.path());
  }

  static Optional<SchemaFile> beside(Path plugin) {
    Path file = plugin.resolveSibling(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SchemaFile(file.toString(), Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new InvalidInputException(
          "the plugin's " + file + " cannot be read: " + e.getMessage() + "; give read permission");
    }
  }

  HyperparameterSchema parse() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return HyperparameterSchema.parse(text, place);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("the plugin's " + place + " is not UTF-8 text; convert it");
    }
  }
}
