package io.synapse.job;

/**
 * A job's name.
 *
 * @param plain the name as people write and read it
 */
public record JobName(String plain) {

  /** The name as it is stored and used in a model's name: {@code :} and {@code ,} encoded. */
  public String encoded() {
    return plain.replace(":", "%3A").replace(",", "%2C");
  }
}
