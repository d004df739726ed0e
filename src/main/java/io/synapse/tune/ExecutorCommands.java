package io.synapse.tune;

import io.synapse.execute.TrialExecutor;
import java.util.ArrayList;
import java.util.List;

/** What the executor is to do once the journal has the events that led to it. */
final class ExecutorCommands {

  /** Something to do for the executor. */
  @FunctionalInterface
  interface Command {
    void sendTo(TrialExecutor executor);
  }

  private List<Command> commands = new ArrayList<>();

  void add(Command command) {
    commands.add(command);
  }

  /** Sends all commands in their order. */
  void sendTo(TrialExecutor executor) {
    List<Command> due = commands;
    commands = new ArrayList<>();
    due.forEach(command -> command.sendTo(executor));
  }
}
