package io.synapse.store;

/** The names under which models are kept: a job's name with its reserved characters encoded. */
public final class ModelName {

  private ModelName() {}

  /** A job's name with {@code :} as {@code %3A} and {@code ,} as {@code %2C}. */
  public static String encoded(String jobName) {
    return jobName.replace(":", "%3A").replace(",", "%2C");
  }

  /** The name of one trial's model. */
  public static String ofTrial(String jobName, String trialId) {
    return encoded(jobName) + "_" + trialId;
  }
}
