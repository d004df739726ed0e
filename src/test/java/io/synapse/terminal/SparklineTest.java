package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {

  private static final double[] RISING = {0, 1, 2, 3, 4, 5, 6, 7};

  @Test
  void theHigherTheTaller() {
    assertThat(unicode(RISING, 80)).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(unicode(new double[] {3, 1, 2}, 80)).isEqualTo("█▁▅");
  }

  @Test
  void asciiIsDrawnWhereThereAreNoBlocks() {
    double[] values = {0, 1, 2, 3, 4, 5, 6};

    assertThat(in(StandardCharsets.US_ASCII, values, 80)).isEqualTo("_.-=+*#");
    assertThat(in(StandardCharsets.ISO_8859_1, values, 80)).isEqualTo("_.-=+*#");
  }

  @Test
  void moreValuesThanColumnsEndWithTheLastOne() {
    double[] many = IntStream.range(0, 5000).asDoubleStream().toArray();

    assertThat(unicode(many, 8)).isEqualTo("▂▃▄▄▅▆▇█");
    assertThat(unicode(many, 61)).hasSize(61).startsWith("▁").endsWith("█");
    assertThat(unicode(many, 1)).isEqualTo("█");
    assertThat(unicode(many, 0)).hasSize(1);
  }

  @Test
  void equalValuesAreALineInTheMiddle() {
    assertThat(unicode(new double[] {7, 7, 7}, 80)).isEqualTo("▅▅▅");
    assertThat(unicode(new double[] {-1}, 80)).isEqualTo("▅");
    assertThat(unicode(new double[0], 80)).isEmpty();
  }

  @Test
  void theLargestNumbersAreDrawnToo() {
    assertThat(unicode(new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE}, 80)).isEqualTo("▁▅█");
  }

  private static String unicode(double[] values, int columns) {
    return in(StandardCharsets.UTF_8, values, columns);
  }

  private static String in(Charset charset, double[] values, int columns) {
    return new Sparkline(DisplayText.in(charset)).of(values, columns);
  }
}
