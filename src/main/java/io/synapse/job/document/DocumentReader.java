package io.synapse.job.document;

import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.job.document.NodeBuilder.PlaceFactory;
import io.synapse.problem.Problem;
import java.util.Optional;

/** Reads JSON and YAML texts. Stateless. */
public final class DocumentReader {

  private DocumentReader() {}

  /**
   * Reads a file's content.
   *
   * @param bytes the content
   * @param name the file as the user named it
   * @param format how it is written; told from the content when empty
   * @throws io.synapse.problem.InvalidInputException when it is no text or breaks the syntax
   */
  public static Document read(byte[] bytes, String name, Optional<DocumentFormat> format) {
    PlaceFactory places = (line, column) -> new Problem.Place(name, line, column);
    String text = DocumentText.decode(bytes, places);
    return parse(text, places, format.orElseGet(() -> DocumentFormat.ofText(text)));
  }

  /**
   * Reads a YAML value that is no file's.
   *
   * @param text the value
   * @param source where it comes from; the place of every value in it
   * @throws io.synapse.problem.InvalidInputException when it breaks the syntax
   */
  public static Document readValue(String text, String source) {
    return parse(text, (line, column) -> new Problem.Place(source, 0, 0), DocumentFormat.YAML);
  }

  private static Document parse(String text, PlaceFactory places, DocumentFormat format) {
    NodeBuilder builder = new NodeBuilder();
    if (!text.isBlank()) {
      switch (format) {
        case JSON -> new JsonReader(text, places, builder).read();
        case YAML -> new YamlReader(text, places, builder).read();
      }
    }
    Node root = builder.root().orElseGet(() -> new Node.Scalar(places.at(1, 1), null));
    return new Document(root, format, builder.problems());
  }
}
