package digits;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch came to.
 *
 * @param epoch its number, from 1
 * @param training as measured while training
 * @param validation on the validation digits, after the epoch
 */
record EpochResult(int epoch, Evaluation training, Evaluation validation) {

  /** Whether the network is lost: its loss is no number any more, and will never be one again. */
  boolean diverged() {
    return Double.isNaN(training.loss()) || Double.isNaN(validation.loss());
  }

  /** The metrics in the order in which a table should show them. */
  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("loss", training.loss());
    metrics.put("accuracy", training.accuracy());
    metrics.put("validation_accuracy", validation.accuracy());
    metrics.put("validation_loss", validation.loss());
    return metrics;
  }
}
