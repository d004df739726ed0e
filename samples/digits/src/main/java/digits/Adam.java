package digits;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Adam (Kingma and Ba 2015): steps scaled by the first two moments of each gradient. */
final class Adam implements Optimizer {

  private static final float MEAN_DECAY = 0.9f;
  private static final float VARIANCE_DECAY = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float[] mean;
  private final float[] variance;
  private int steps;

  Adam(int parameters) {
    mean = new float[parameters];
    variance = new float[parameters];
  }

  @Override
  public OptimizerKind kind() {
    return OptimizerKind.ADAM;
  }

  @Override
  public void step(float[] parameters, float[] gradient, float learningRate) {
    steps++;
    // Both moments start at zero; these undo the pull towards it in the first steps.
    float meanScale = (float) (learningRate / (1 - StrictMath.pow(MEAN_DECAY, steps)));
    float varianceScale = (float) (1 / (1 - StrictMath.pow(VARIANCE_DECAY, steps)));
    for (int i = 0; i < parameters.length; i++) {
      float slope = gradient[i];
      mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * slope;
      variance[i] = VARIANCE_DECAY * variance[i] + (1 - VARIANCE_DECAY) * slope * slope;
      parameters[i] -=
          meanScale * mean[i] / ((float) Math.sqrt(varianceScale * variance[i]) + EPSILON);
    }
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(steps);
    FloatArrays.write(out, mean);
    FloatArrays.write(out, variance);
  }

  @Override
  public void read(DataInputStream in) throws IOException {
    steps = in.readInt();
    FloatArrays.read(in, mean);
    FloatArrays.read(in, variance);
  }
}
