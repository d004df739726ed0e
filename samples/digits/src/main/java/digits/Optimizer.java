package digits;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Turns gradients into steps. Has a memory of earlier gradients, which belongs into a checkpoint:
 * without it a training that goes on would differ from one that was never interrupted.
 */
sealed interface Optimizer permits Adam, Sgd, RmsProp {

  OptimizerKind kind();

  /**
   * Moves the parameters against the gradient.
   *
   * @param parameters changed in place
   * @param gradient of the same length
   */
  void step(float[] parameters, float[] gradient, float learningRate);

  /** Writes the memory. */
  void write(DataOutputStream out) throws IOException;

  /** Replaces the memory with one that an optimiser of the same kind and size wrote. */
  void read(DataInputStream in) throws IOException;
}
