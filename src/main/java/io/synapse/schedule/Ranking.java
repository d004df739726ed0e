package io.synapse.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Entries from the best to the worst: a plain list, as any place in it may be asked for. */
final class Ranking {

  private final List<Entry> entries = new ArrayList<>();

  int size() {
    return entries.size();
  }

  void add(Entry entry) {
    entries.add(-Collections.binarySearch(entries, entry) - 1, entry);
  }

  /** Takes out an entry that is there. */
  void remove(Entry entry) {
    entries.remove(rank(entry));
  }

  /** How many are better than an entry that is there. */
  int rank(Entry entry) {
    return Collections.binarySearch(entries, entry);
  }

  /**
   * The entry with a rank.
   *
   * @param rank 0 for the best
   */
  Entry at(int rank) {
    return entries.get(rank);
  }
}
