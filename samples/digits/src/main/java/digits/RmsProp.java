package digits;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** RMSProp (Tieleman and Hinton 2012): steps divided by the recent size of each gradient. */
final class RmsProp implements Optimizer {

  private static final float DECAY = 0.9f;
  private static final float EPSILON = 1e-7f;

  private final float[] meanSquare;

  RmsProp(int parameters) {
    meanSquare = new float[parameters];
  }

  @Override
  public OptimizerKind kind() {
    return OptimizerKind.RMSPROP;
  }

  @Override
  public void step(float[] parameters, float[] gradient, float learningRate) {
    for (int i = 0; i < parameters.length; i++) {
      float slope = gradient[i];
      meanSquare[i] = DECAY * meanSquare[i] + (1 - DECAY) * slope * slope;
      parameters[i] -= learningRate * slope / ((float) Math.sqrt(meanSquare[i]) + EPSILON);
    }
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    FloatArrays.write(out, meanSquare);
  }

  @Override
  public void read(DataInputStream in) throws IOException {
    FloatArrays.read(in, meanSquare);
  }
}
