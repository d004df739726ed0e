package io.synapse.cli.completion;

import io.synapse.cli.command.Version;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code synapse completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Prints the script that completes synapse's command line in a shell.",
    footer = {
      "%nTo use it in a running shell:",
      "  bash, zsh:  source <(synapse completion bash)   (or zsh)",
      "  fish:       synapse completion fish | source"
    })
public final class CompletionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Override
  public void run() {
    CompletionModel model =
        CompletionModel.of(spec.root(), Searchers.specifications(), Schedulers.specifications());
    spec.commandLine().getOut().print(shell.script(model));
    spec.commandLine().getOut().flush();
  }
}
