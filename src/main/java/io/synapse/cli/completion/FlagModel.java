package io.synapse.cli.completion;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A flag of a command.
 *
 * @param names every name, dashes included, the shortest first
 * @param description one clause
 * @param valueLabel how the help names its value
 * @param value what its value can be; empty when it takes none
 * @param repeatable whether it can be given again
 */
record FlagModel(
    List<String> names,
    String description,
    String valueLabel,
    Optional<Candidates> value,
    boolean repeatable) {

  static FlagModel of(OptionSpec option) {
    return new FlagModel(
        List.of(option.names()),
        PlainText.firstClause(String.join(" ", option.description())),
        option.paramLabel(),
        option.arity().max() == 0 ? Optional.empty() : Optional.of(CandidateRules.of(option)),
        option.isMultiValue());
  }

  boolean takesValue() {
    return value.isPresent();
  }
}
