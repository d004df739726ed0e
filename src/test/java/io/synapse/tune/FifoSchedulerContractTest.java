package io.synapse.tune;

class FifoSchedulerContractTest extends SchedulerContract {

  @Override
  String name() {
    return "fifo";
  }

  @Override
  boolean looksAtReports() {
    return false;
  }
}
