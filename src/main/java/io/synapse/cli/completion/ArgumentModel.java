package io.synapse.cli.completion;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An argument of a command that is no flag.
 *
 * @param label how the help names it
 * @param description one clause
 * @param candidates what it can be
 * @param repeatable whether it also takes every further place
 */
record ArgumentModel(String label, String description, Candidates candidates, boolean repeatable) {

  static ArgumentModel of(CommandSpec command, PositionalParamSpec argument) {
    return new ArgumentModel(
        argument.paramLabel(),
        PlainText.firstClause(String.join(" ", argument.description())),
        CandidateRules.of(command, argument),
        argument.isMultiValue());
  }
}
