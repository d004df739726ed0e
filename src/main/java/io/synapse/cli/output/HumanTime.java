package io.synapse.cli.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them: those of their own clock, to the second. */
public final class HumanTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private HumanTime() {}

  public static String local(Instant time) {
    return FORMAT.format(time.atZone(ZoneId.systemDefault()));
  }
}
