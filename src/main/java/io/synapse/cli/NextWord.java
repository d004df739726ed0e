package io.synapse.cli;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Takes the next word for an option's value, also when it looks like an option: {@code -Dx=1}. */
final class NextWord implements IParameterConsumer {

  @Override
  @SuppressWarnings("JdkObsolete") // picocli keeps the words in a stack
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    if (words.isEmpty()) {
      String name = ((OptionSpec) option).longestName();
      throw new ParameterException(
          command.commandLine(),
          "Missing required parameter for option '%s' (%s)".formatted(name, option.paramLabel()));
    }
    option.setValue(words.pop());
  }
}
