package io.synapse.cli.completion;

/** The script for bash, in a real bash. */
class BashCompletionTest extends CompletionContract {

  @Override
  Shell shell() {
    return Shell.bash;
  }
}
