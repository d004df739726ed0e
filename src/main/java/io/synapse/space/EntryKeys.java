package io.synapse.space;

import io.synapse.problem.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks which keys an entry has: those that its type needs, and none that it does not take. */
final class EntryKeys {

  /** What other systems call the parameters. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("values", "options"),
          Map.entry("choices", "options"),
          Map.entry("categories", "options"),
          Map.entry("grid", "options"),
          Map.entry("lower", "min"),
          Map.entry("low", "min"),
          Map.entry("upper", "max"),
          Map.entry("high", "max"),
          Map.entry("mu", "mean"),
          Map.entry("sigma", "sd"),
          Map.entry("std", "sd"),
          Map.entry("step", "q"));

  private final Entry entry;
  private final DistributionType type;

  /** Missing keys that an unknown one was probably meant to be: told once, as that key's error. */
  private final Set<String> meant = new HashSet<>();

  EntryKeys(Entry entry, DistributionType type) {
    this.entry = entry;
    this.type = type;
  }

  void check() {
    entry.keys().stream().filter(key -> !type.keys().contains(key)).forEach(this::rejectUnknown);
    type.required().stream()
        .filter(key -> !entry.has(key) && !meant.contains(key))
        .forEach(this::rejectMissing);
  }

  private void rejectUnknown(String key) {
    Optional<String> suggestion = suggestion(key);
    suggestion.ifPresent(meant::add);
    String hint = suggestion.map(name -> "; did you mean '" + name + "'?").orElse("");
    entry.tell(
        key,
        "type %s takes no %s; it takes %s%s%s"
            .formatted(
                type.documentedName(), key, String.join(", ", type.keys()), hint, stepHint(key)));
  }

  private void rejectMissing(String key) {
    String usual = key.equals("base") ? " (usually 10 or 2)" : "";
    entry.tell(key, key + " is required for type " + type.documentedName() + usual);
  }

  private Optional<String> suggestion(String key) {
    List<String> free = type.keys().stream().filter(known -> !entry.has(known)).toList();
    return Optional.ofNullable(OTHER_NAMES.get(key.toLowerCase(Locale.ROOT)))
        .filter(free::contains)
        .or(() -> NearestName.of(key, free));
  }

  private String stepHint(String key) {
    Optional<DistributionType> quantized = DistributionType.named("q" + type.documentedName());
    return key.equals("q") && quantized.isPresent()
        ? "; the type with a step is " + quantized.get().documentedName()
        : "";
  }
}
