package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.gp.AcquisitionFunction.ConfidenceBound;
import io.synapse.search.gp.AcquisitionFunction.LogExpectedImprovement;
import io.synapse.search.gp.CovarianceFactor.FactorCache;
import io.synapse.search.gp.MaternKernel.KernelParameters;
import io.synapse.search.gp.PosteriorModel.TrainingData;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PosteriorModelTest {

  private static final AcquisitionFunction MEAN =
      new AcquisitionFunction() {
        @Override
        public double value(double[] means, double deviation, double[] slopes) {
          return means[0];
        }
      };

  private static final AcquisitionFunction DEVIATION =
      new AcquisitionFunction() {
        @Override
        public double value(double[] means, double deviation, double[] slopes) {
          return deviation;
        }
      };

  private final List<double[]> points = MaternKernelTest.points(30, 11);
  private final List<double[]> pending = MaternKernelTest.points(3, 12);
  private final double[] targets =
      points.stream().mapToDouble(x -> Math.sin(5 * x[0]) + x[1] * x[1]).toArray();

  static Stream<PosteriorModel> models() {
    return Stream.of(
        new MeanPosterior(least -> new LogExpectedImprovement(new double[] {least})),
        new SampledPosterior(8));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theGradientMatchesFiniteDifferences(PosteriorModel model) {
    PosteriorAcquisition acquisition = acquisition(model, 1e-2);
    double[] point = {0.35, 0.81, 2};
    double[] gradient = new double[3];
    assertThat(acquisition.value(point, gradient)).isEqualTo(acquisition.value(point));
    for (int i = 0; i < 2; i++) {
      double[] above = point.clone();
      above[i] += 1e-6;
      double[] below = point.clone();
      below[i] -= 1e-6;
      double numeric = (acquisition.value(above) - acquisition.value(below)) / 2e-6;
      assertThat(gradient[i]).isCloseTo(numeric, within(1e-4 * (1 + Math.abs(numeric))));
    }
    assertThat(gradient[2]).isZero();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theAcquisitionIsLowAtPendingTrials(PosteriorModel model) {
    TrainingData without = new TrainingData(points, targets, List.of());
    double[] best = points.get(0).clone();
    PosteriorAcquisition before =
        model.acquisition(factors(1e-4), without, new SplittableRandom(1));
    for (double[] candidate : MaternKernelTest.points(200, 13)) {
      best = before.value(candidate) > before.value(best) ? candidate : best;
    }
    TrainingData with = new TrainingData(points, targets, List.of(best));
    PosteriorAcquisition after = model.acquisition(factors(1e-4), with, new SplittableRandom(1));
    assertThat(after.value(best)).isLessThan(before.value(best) - 1);
  }

  /** With hardly any noise, the posterior passes through the observations. */
  @ParameterizedTest
  @MethodSource("models")
  void withoutNoiseThePosteriorInterpolatesTheObservations(PosteriorModel model) {
    Posterior posterior = acquisition(model, 1e-8).posterior();
    for (int i = 0; i < points.size(); i++) {
      assertThat(posterior.acquisition(MEAN, points.get(i))).isCloseTo(targets[i], within(1e-3));
      assertThat(posterior.acquisition(DEVIATION, points.get(i))).isLessThan(1e-3);
    }
  }

  /** The average of many samples is the posterior mean, within five standard errors. */
  @Test
  void samplesHaveTheMeanAndDeviationOfThePosterior() {
    double[] point = points.get(4);
    Posterior plain = acquisition(models().findFirst().orElseThrow(), 0.1).posterior();
    int samples = 2000;
    double[] sums = new double[2];
    AcquisitionFunction sample =
        (means, deviation, slopes) -> {
          for (double mean : means) {
            sums[0] += mean;
            sums[1] += mean * mean;
          }
          return 0;
        };
    assertThat(
            acquisition(new SampledPosterior(samples), 0.1).posterior().acquisition(sample, point))
        .isZero();
    double mean = sums[0] / samples;
    double deviation = Math.sqrt(sums[1] / samples - mean * mean);
    assertThat(mean)
        .isCloseTo(plain.acquisition(MEAN, point), within(5 * deviation / Math.sqrt(samples)));
    // The relative error of a sample deviation is about 1 / √(2 n), here 0.016.
    assertThat(deviation / plain.acquisition(DEVIATION, point)).isCloseTo(1, within(0.08));
  }

  @Test
  void pendingTrialsLeaveThePosteriorMeanUnchanged() {
    MeanPosterior model = new MeanPosterior(ConfidenceBound::new);
    Posterior with = acquisition(model, 1e-2).posterior();
    Posterior without =
        model
            .acquisition(
                factors(1e-2),
                new TrainingData(points, targets, List.of()),
                new SplittableRandom(1))
            .posterior();
    for (double[] point : MaternKernelTest.points(20, 14)) {
      assertThat(with.acquisition(MEAN, point))
          .isCloseTo(without.acquisition(MEAN, point), within(1e-12));
      assertThat(with.acquisition(DEVIATION, point))
          .isLessThan(without.acquisition(DEVIATION, point));
    }
  }

  private PosteriorAcquisition acquisition(PosteriorModel model, double noise) {
    TrainingData data = new TrainingData(points, targets, pending);
    return model.acquisition(factors(noise), data, new SplittableRandom(5));
  }

  private static FactorCache factors(double noise) {
    double[] lengthScales = MaternKernelTest.PARAMETERS.lengthScales();
    return new FactorCache(MaternKernelTest.MIXED, new KernelParameters(lengthScales, 1.7, noise));
  }
}
