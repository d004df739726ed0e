package io.synapse.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes the next word as an option's value also when it looks like an option itself. */
final class WholeWord implements IParameterPreprocessor {

  @Override
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (words.isEmpty()) {
      return false;
    }
    String word = words.pop();
    option.setValue(word);
    return true;
  }
}
