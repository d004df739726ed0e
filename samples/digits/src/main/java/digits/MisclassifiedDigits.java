package digits;

import io.synapse.api.TrainRun;
import java.awt.image.BufferedImage;
import java.util.Map;

/** Shows digits that the network takes for others. */
final class MisclassifiedDigits {

  private static final int MOST_PICTURES = 12;
  private static final int PIXEL_SIZE = 16;
  private static final int WHITE = 255;

  private final Network network;

  MisclassifiedDigits(Network network) {
    this.network = network;
  }

  /**
   * Logs the first few misclassified digits as pictures, each with its label, what it was taken for
   * and how surely.
   *
   * @param part which part of the data they are from
   */
  void log(TrainRun run, String part, Samples samples) {
    int pictures = 0;
    for (int i = 0; i < samples.count() && pictures < MOST_PICTURES; i++) {
      Network.Prediction prediction = network.predict(samples, i);
      if (prediction.digit() != samples.label(i)) {
        Map<String, Object> meta = describe(samples.label(i), prediction);
        run.logVisualization("misclassified", part, pictures++, draw(samples, i), meta);
      }
    }
  }

  private static Map<String, Object> describe(int label, Network.Prediction prediction) {
    return Map.of(
        "label", label,
        "predicted", prediction.digit(),
        "confidence", prediction.confidence());
  }

  private static BufferedImage draw(Samples samples, int index) {
    int side = Samples.SIDE * PIXEL_SIZE;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int pixel = y / PIXEL_SIZE * Samples.SIDE + x / PIXEL_SIZE;
        float ink = samples.pixels()[index * Samples.PIXELS + pixel];
        image.getRaster().setSample(x, y, 0, Math.round(WHITE * (1 - ink)));
      }
    }
    return image;
  }
}
