package digits;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What the network, the optimisers and the checkpoints do with arrays of floats. */
final class FloatArrays {

  private FloatArrays() {}

  /**
   * Adds {@code factor × source[sourceStart …]} to {@code target[targetStart …]}. Most of a
   * training's time is spent in this loop.
   */
  static void addScaled(
      float factor, float[] source, int sourceStart, float[] target, int targetStart, int length) {
    for (int i = 0; i < length; i++) {
      target[targetStart + i] += factor * source[sourceStart + i];
    }
  }

  /** The position of the largest of the values; the first of them when several are equal. */
  static int indexOfLargest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  /** Writes the values without their number. */
  static void write(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  /** Fills the array with as many values as it holds. */
  static void read(DataInputStream in, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    in.readFully(bytes.array());
    bytes.asFloatBuffer().get(values);
  }
}
