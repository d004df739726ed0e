package digits;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stochastic gradient descent with momentum (Polyak 1964). */
final class Sgd implements Optimizer {

  private static final float MOMENTUM = 0.9f;

  private final float[] velocity;

  Sgd(int parameters) {
    velocity = new float[parameters];
  }

  @Override
  public OptimizerKind kind() {
    return OptimizerKind.SGD;
  }

  @Override
  public void step(float[] parameters, float[] gradient, float learningRate) {
    for (int i = 0; i < parameters.length; i++) {
      velocity[i] = MOMENTUM * velocity[i] + gradient[i];
      parameters[i] -= learningRate * velocity[i];
    }
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    FloatArrays.write(out, velocity);
  }

  @Override
  public void read(DataInputStream in) throws IOException {
    FloatArrays.read(in, velocity);
  }
}
