package io.synapse.protocol;

import java.util.Arrays;
import java.util.List;

/** The kinds of messages of one type: the records that it permits, however deep. */
final class Kinds {

  private Kinds() {}

  static List<Class<?>> of(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .<Class<?>>flatMap(permitted -> of(permitted).stream())
            .toList()
        : List.of(type);
  }
}
