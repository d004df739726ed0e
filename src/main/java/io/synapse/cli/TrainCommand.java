package io.synapse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code synapse train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Trains a model, or tunes hyperparameters, as a job file says.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the job failed",
      "2:wrong usage or an invalid job file",
      "130:interrupted"
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private TrainOptions options;

  @Override
  public Integer call() {
    return options == null ? ExitStatus.FAILED : ExitStatus.DONE;
  }
}
