package io.synapse.cli.completion;

/** The shells that synapse's command line completes in. */
public enum Shell {
  bash("synapse.bash"),
  zsh("_synapse"),
  fish("synapse.fish");

  private final String fileName;

  Shell(String fileName) {
    this.fileName = fileName;
  }

  /** The name under which the shell looks for the script. */
  public String fileName() {
    return fileName;
  }

  /** The script, with a line end at its end. */
  public String script(CompletionModel model) {
    return switch (this) {
      case bash -> BashScript.of(model);
      case zsh -> ZshScript.of(model);
      case fish -> FishScript.of(model);
    };
  }
}
