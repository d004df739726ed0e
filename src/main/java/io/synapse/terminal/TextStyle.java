package io.synapse.terminal;

import io.synapse.run.TrialStatus;
import org.jline.utils.AttributedStyle;

/** What a piece of a line looks like. */
enum TextStyle {
  PLAIN,
  STRONG,
  DIM,
  ACTIVE,
  GOOD,
  BAD,
  HALTED,
  BEST;

  /** JLine's name for it: the eight basic colours, which every palette defines legibly. */
  AttributedStyle style() {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (this) {
      case PLAIN -> plain;
      case STRONG -> plain.bold();
      case DIM -> plain.faint();
      case ACTIVE -> plain.foreground(AttributedStyle.CYAN);
      case GOOD -> plain.foreground(AttributedStyle.GREEN);
      case BAD -> plain.foreground(AttributedStyle.RED);
      case HALTED -> plain.foreground(AttributedStyle.YELLOW);
      case BEST -> plain.bold().foreground(AttributedStyle.YELLOW);
    };
  }

  /** The look of how a run ended. */
  static TextStyle ofEnding(String status) {
    return switch (status) {
      case "completed" -> GOOD;
      case "interrupted" -> HALTED;
      default -> BAD;
    };
  }

  /** The look of a status. */
  static TextStyle of(TrialStatus status) {
    return switch (status) {
      case PENDING -> DIM;
      case RUNNING -> ACTIVE;
      case PAUSED -> HALTED;
      case TERMINATED -> GOOD;
      case ERROR -> BAD;
    };
  }
}
