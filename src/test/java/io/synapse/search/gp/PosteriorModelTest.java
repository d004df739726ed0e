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
        public double of(double[] means, double deviation, double[] slopes) {
          return means[0];
        }
      };

  private static final AcquisitionFunction DEVIATION =
      new AcquisitionFunction() {
        @Override
        public double of(double[] means, double deviation, double[] slopes) {
          return deviation;
        }
      };

  private final List<double[]> points = MaternKernelTest.points(30, 11);
  private final List<double[]> pending = MaternKernelTest.points(3, 12);
  private final double[] targets =
      points.stream().mapToDouble(x -> Math.sin(5 * x[0]) + x[1] * x[1]).toArray();

  static Stream<PosteriorModel> beliefs() {
    return Stream.of(
        new MeanPosterior(least -> new LogExpectedImprovement(new double[] {least})),
        new SampledPosterior(8));
  }

  @ParameterizedTest
  @MethodSource("beliefs")
  void gradientsAreDerivatives(PosteriorModel belief) {
    PosteriorAcquisition valuation = valuation(belief, 1e-2);
    double[] point = {0.35, 0.81, 2};
    double[] gradient = new double[3];
    assertThat(valuation.of(point, gradient)).isEqualTo(valuation.of(point));
    for (int i = 0; i < 2; i++) {
      double[] above = point.clone();
      above[i] += 1e-6;
      double[] below = point.clone();
      below[i] -= 1e-6;
      double numeric = (valuation.of(above) - valuation.of(below)) / 2e-6;
      assertThat(gradient[i]).isCloseTo(numeric, within(1e-4 * (1 + Math.abs(numeric))));
    }
    assertThat(gradient[2]).isZero();
  }

  @ParameterizedTest
  @MethodSource("beliefs")
  void pendingTrialsAreNotWorthRepeating(PosteriorModel belief) {
    TrainingData without = new TrainingData(points, targets, List.of());
    double[] best = points.get(0).clone();
    PosteriorAcquisition before = belief.of(factors(1e-4), without, new SplittableRandom(1));
    for (double[] candidate : MaternKernelTest.points(200, 13)) {
      best = before.of(candidate) > before.of(best) ? candidate : best;
    }
    TrainingData with = new TrainingData(points, targets, List.of(best));
    PosteriorAcquisition after = belief.of(factors(1e-4), with, new SplittableRandom(1));
    assertThat(after.of(best)).isLessThan(before.of(best) - 1);
  }

  /** Where there is hardly any noise, a posterior goes through what is observed. */
  @ParameterizedTest
  @MethodSource("beliefs")
  void thePosteriorGoesThroughTheObservations(PosteriorModel belief) {
    Posterior posterior = valuation(belief, 1e-8).posterior();
    for (int i = 0; i < points.size(); i++) {
      assertThat(posterior.merit(MEAN, points.get(i))).isCloseTo(targets[i], within(1e-3));
      assertThat(posterior.merit(DEVIATION, points.get(i))).isLessThan(1e-3);
    }
  }

  /** The average of many draws is the posterior mean, within five standard errors. */
  @Test
  void drawsAreThoseOfThePosterior() {
    double[] point = points.get(4);
    Posterior plain = valuation(beliefs().findFirst().orElseThrow(), 0.1).posterior();
    int draws = 2000;
    double[] sums = new double[2];
    AcquisitionFunction sample =
        (means, deviation, slopes) -> {
          for (double mean : means) {
            sums[0] += mean;
            sums[1] += mean * mean;
          }
          return 0;
        };
    assertThat(valuation(new SampledPosterior(draws), 0.1).posterior().merit(sample, point))
        .isZero();
    double mean = sums[0] / draws;
    double deviation = Math.sqrt(sums[1] / draws - mean * mean);
    assertThat(mean).isCloseTo(plain.merit(MEAN, point), within(5 * deviation / Math.sqrt(draws)));
    // A sample deviation errs by a share of about 1 / √(2 n), here 0.016.
    assertThat(deviation / plain.merit(DEVIATION, point)).isCloseTo(1, within(0.08));
  }

  @Test
  void thePosteriorMeanStaysWhenTrialsArePending() {
    MeanPosterior belief = new MeanPosterior(ConfidenceBound::new);
    Posterior with = valuation(belief, 1e-2).posterior();
    Posterior without =
        belief
            .of(
                factors(1e-2),
                new TrainingData(points, targets, List.of()),
                new SplittableRandom(1))
            .posterior();
    for (double[] point : MaternKernelTest.points(20, 14)) {
      assertThat(with.merit(MEAN, point)).isCloseTo(without.merit(MEAN, point), within(1e-12));
      assertThat(with.merit(DEVIATION, point)).isLessThan(without.merit(DEVIATION, point));
    }
  }

  private PosteriorAcquisition valuation(PosteriorModel belief, double noise) {
    TrainingData question = new TrainingData(points, targets, pending);
    return belief.of(factors(noise), question, new SplittableRandom(5));
  }

  private static FactorCache factors(double noise) {
    double[] lengths = MaternKernelTest.PARAMETERS.lengths();
    return new FactorCache(MaternKernelTest.MIXED, new KernelParameters(lengths, 1.7, noise));
  }
}
