package io.synapse.cli.command;

import io.synapse.execute.provider.ExecutorProvider;
import io.synapse.execute.provider.ExecutorProviders;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The executors as values of an option: their names for help and completion, and the way back. */
public final class ExecutorNames implements ITypeConverter<ExecutorProvider>, Iterable<String> {

  @Override
  public ExecutorProvider convert(String name) {
    return ExecutorProviders.named(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s (case-sensitive) but was '%s'"
                        .formatted(ExecutorProviders.names(), name)));
  }

  @Override
  public Iterator<String> iterator() {
    return ExecutorProviders.names().iterator();
  }
}
