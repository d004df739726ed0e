package io.synapse.execute.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.synapse.execute.resources.GpuPool.GpuShare;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GpuPoolTest {

  private static List<GpuPool.Gpu> devices(String... offered) {
    List<GpuPool.Gpu> devices = new ArrayList<>();
    for (String each : offered) {
      devices.add(new GpuPool.Gpu(Integer.toString(devices.size()), new BigDecimal(each)));
    }
    return devices;
  }

  /** What workers see one after the other, until nothing is left. */
  private static List<String> handedOut(GpuPool pool) {
    return Stream.generate(pool::take)
        .takeWhile(Optional::isPresent)
        .map(share -> share.orElseThrow().visible())
        .toList();
  }

  @Test
  void halvesFillOneDeviceBeforeTheNext() {
    assertThat(handedOut(new GpuPool(devices("1", "1"), 0.5))).containsExactly("0", "0", "1", "1");
  }

  @Test
  void aTenthFitsTenTimes() {
    assertThat(handedOut(new GpuPool(devices("1"), 0.1))).hasSize(10);
  }

  @Test
  void aThirdThatIsRoundedUpFitsTwice() {
    assertThat(handedOut(new GpuPool(devices("1"), 0.34))).hasSize(2);
  }

  @Test
  void twoAreTwoWholeDevices() {
    GpuPool pool = new GpuPool(devices("1", "1", "1", "1", "1"), 2);

    assertThat(handedOut(pool)).containsExactly("0,1", "2,3");
  }

  @Test
  void aWholeDeviceIsNeverMadeOfParts() {
    assertThat(handedOut(new GpuPool(devices("0.5", "1", "0.5"), 1))).containsExactly("1");
    assertThat(handedOut(new GpuPool(devices("1", "0.5", "1"), 2))).containsExactly("0,2");
    assertThat(handedOut(new GpuPool(devices("1", "0.5"), 2))).isEmpty();
  }

  @Test
  void whatIsLeftOfADeviceIsUsedFirst() {
    assertThat(handedOut(new GpuPool(devices("1", "0.5"), 0.5))).containsExactly("1", "0", "0");
  }

  @Test
  void whatComesBackIsHandedOutAgain() {
    GpuPool pool = new GpuPool(devices("1", "1"), 0.5);
    GpuShare first = pool.take().orElseThrow();
    handedOut(pool);
    pool.release(first);

    assertThat(handedOut(pool)).containsExactly("0");
  }

  @Test
  void aWorkerWaitsForWhatAnotherGivesBack() throws Exception {
    GpuPool pool = new GpuPool(devices("1"), 1);
    GpuShare taken = pool.take().orElseThrow();
    FutureTask<GpuShare> next = new FutureTask<>(pool::await);
    Thread waiting = new Thread(next);
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    pool.release(taken);

    assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(taken);
    assertThat(pool.take()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1 1,      0.5,        4",
    "1 1,      0.7,        2",
    "1 0.5,    0.5,        3",
    "1 0.4,    0.5,        2",
    "1 1 1 1,  1,          4",
    "1 1 1 1,  2,          2",
    "1 1 1 1,  3,          1",
    "1 1 1 1,  4,          1",
    "1 1 1 1,  5,          0",
    "1 1,      3e9,        0",
    "1 1,      1e300,      0",
    "1 0.5,    2,          0",
    "0.5,      1,          0",
    "1,        0.001,      1000",
  })
  void theCapacityIsHowManyWorkersFit(String offered, double each, int capacity) {
    assertThat(GpuPool.capacity(devices(offered.split(" ")), each)).isEqualTo(capacity);
  }

  @Test
  void withoutDevicesNobodyFits() {
    assertThat(GpuPool.capacity(List.of(), 0.1)).isZero();
    assertThat(GpuPool.capacity(List.of(), 2)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2.0001, 0, -0.5, -1, Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0})
  void whatIsNeitherAPartNorANumberOfDevicesIsRefused(double each) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GpuPool(devices("1"), each))
        .withMessage("no part of a device and no number of them: " + each);
  }
}
