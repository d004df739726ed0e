package io.synapse.cli;

import io.synapse.job.document.DocumentFormat;

/** The formats that {@code --format} can name. */
enum JobFormat {
  json,
  yaml;

  DocumentFormat document() {
    return switch (this) {
      case json -> DocumentFormat.JSON;
      case yaml -> DocumentFormat.YAML;
    };
  }
}
