package io.synapse.execute.provider;

import io.synapse.execute.EventQueue;
import io.synapse.execute.SharedDataset;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.attempt.PluginAttempt.AttemptSettings;
import io.synapse.execute.inline.InlineExecutor;
import io.synapse.execute.resources.MachineResources;
import io.synapse.files.DiskSpace;
import io.synapse.plugin.JavaPlugin;

/** Runs trials on threads of the driver. */
final class InlineProvider implements ExecutorProvider {

  @Override
  public String name() {
    return "inline";
  }

  @Override
  public boolean runsPluginsInDriver() {
    return true;
  }

  @Override
  public ExecutionTarget locate(Request request) {
    return new Threads(this, request.machine());
  }

  private static final class Threads extends ThisMachine {

    Threads(ExecutorProvider provider, MachineResources machine) {
      super(provider, machine);
    }

    @Override
    public void describe(ExecutionDescription description) {
      String heap = DiskSpace.text(Runtime.getRuntime().maxMemory());
      description.add("trials in", "threads of this process, which share its heap of " + heap);
    }

    @Override
    public TrialExecutor create(ExecutorSetup setup, EventQueue events) {
      AttemptSettings attempts =
          new AttemptSettings(
              (JavaPlugin) setup.plugin(),
              new SharedDataset(setup.dataset()),
              setup.startModel(),
              setup.tunes());
      return new InlineExecutor(
          new InlineExecutor.InlineSettings(
              attempts, setup.stopGrace(), setup.streams(), setup.printsFile()),
          events);
    }
  }
}
