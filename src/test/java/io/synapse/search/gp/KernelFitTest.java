package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.gp.MaternKernel.KernelParameters;
import io.synapse.search.model.Observations;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelFitTest {

  private static final List<double[]> POINTS = MaternKernelTest.points(80, 6);

  private final SplittableRandom random = new SplittableRandom(4);

  /**
   * Three quarters of the variance are noise: 0.25 of 0.25 + 1/12. The sample variance of 80 normal
   * values is within a factor of 1.6 with a probability of 0.99; the prior, which favours less
   * noise, may halve it.
   */
  @Test
  void theFitSeparatesNoiseFromTheFunction() {
    double noise = fitted(x -> x[0] + 0.5 * random.nextGaussian(), 80).noise();
    assertThat(noise).isBetween(0.75 / 1.6 / 2, 0.75 * 1.6);
  }

  @Test
  void aSmoothFunctionHasHardlyAnyNoise() {
    assertThat(fitted(x -> Math.sin(4 * x[0]) + x[1], 80).noise()).isLessThan(1e-3);
  }

  /** For 33 trials, the first 30 are fitted. */
  @Test
  void trialsAfterThoseOfTheScheduleDoNotCount() {
    ToDoubleFunction<double[]> function = x -> x[0];
    double[] lengthScales = fitted(function, 30).lengthScales();
    assertThat(fitted(function, 33).lengthScales()).isEqualTo(lengthScales);
    assertThat(fitted(function, 35).lengthScales()).isNotEqualTo(lengthScales);
  }

  @Test
  void withoutALossTheParametersAreTheMediansOfThePrior() {
    KernelParameters parameters = fitted(x -> Double.NaN, 20);
    assertThat(Math.log(parameters.lengthScales()[1]))
        .isCloseTo(KernelPriors.dimensionScaled(3).lengthScaleLocation(), within(1e-12));
  }

  private static KernelParameters fitted(ToDoubleFunction<double[]> loss, int count) {
    KernelPriors priors = KernelPriors.dimensionScaled(3);
    List<Observations.Observation> trials =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Observations.Observation(
                        i, POINTS.get(i), loss.applyAsDouble(POINTS.get(i))))
            .toList();
    return new KernelFit(MaternKernelTest.MIXED, priors).fit(new TrialData(trials));
  }
}
