package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossScaleTest {

  static Stream<double[]> losses() {
    SplittableRandom random = new SplittableRandom(3);
    return Stream.of(
        new double[] {7},
        new double[] {0, 0, 0, 0, 0, 0},
        new double[] {Double.MIN_VALUE, 0, -Double.MIN_VALUE, 0, 0, 0},
        new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, 1, 2, 3, 4, 5},
        new double[] {1e300, 1, 2, 3, 4, 5, 6, 7, 8},
        new double[] {-1e300, 1, 2, 3, 4, 5, 6, 7, 8},
        new double[] {1e300, 1.1e300, 1.2e300, 1.3e300, 1.4e300, 1.7e300},
        random.doubles(200).toArray(),
        random.doubles(200).map(Math::log).toArray(),
        random.doubles(200).map(value -> Math.exp(50 * value)).toArray());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void transformedLossesAreFiniteAndKeepTheirOrder(double[] losses) {
    LossScale scale = new LossScale(losses);
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    double[] scaled = Arrays.stream(sorted).map(scale::transform).toArray();
    assertThat(Arrays.stream(scaled)).allMatch(Double::isFinite);
    assertThat(scaled).isSorted();
    assertThat(scale.worst()).isEqualTo(scaled[scaled.length - 1]);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void transformedLossesHaveMeanZeroAndVarianceOneOrZero(double[] losses) {
    double[] scaled = Arrays.stream(losses).map(new LossScale(losses)::transform).toArray();
    double mean = Arrays.stream(scaled).average().orElseThrow();
    double variance = Arrays.stream(scaled).map(value -> value * value).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(1e-9));
    assertThat(Math.min(variance, Math.abs(variance - 1))).isCloseTo(0, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theResultDoesNotDependOnTheUnit(double[] losses) {
    double[] rescaled = Arrays.stream(losses).map(value -> value / 1024).toArray();
    LossScale scale = new LossScale(losses);
    LossScale other = new LossScale(rescaled);
    if (Arrays.stream(losses).allMatch(value -> value == 0 || Math.abs(value) > 1e-100)) {
      for (int i = 0; i < losses.length; i++) {
        assertThat(other.transform(rescaled[i]))
            .isCloseTo(scale.transform(losses[i]), within(1e-9));
      }
    }
  }

  @Test
  void anOutlierOnTheBadSideDoesNotCompressTheOthers() {
    double[] losses = {1, 2, 3, 4, 5, 6, 7, 8, 1e12};
    LossScale scale = new LossScale(losses);
    assertThat(scale.transform(8) - scale.transform(1)).isGreaterThan(1);
  }
}
