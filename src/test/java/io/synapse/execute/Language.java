package io.synapse.execute;

/**
 * What the scenario plugin's language makes of failures.
 *
 * @param thrown the line of the scenario that throws an exception
 * @param traced a part of its trace
 * @param error the beginning of the line of the one that throws an error
 * @param typeOfInteger the type of 42
 */
public record Language(String thrown, String traced, String error, String typeOfInteger) {

  static final Language JAVA =
      new Language(
          "IllegalStateException: no luck today",
          "mine.Scenario.tune",
          "StackOverflowError",
          "java.lang.Integer");
}
