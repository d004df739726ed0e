package io.synapse.execute.resources;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.resources.GpuPool.GpuShare;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many workers come and go; after every event the sums are right. */
class GpuPoolCampaignTest {

  private static final int EVENTS = 5_000;
  private static final List<String> PARTS = List.of("1", "1", "1", "0.5", "0.3", "0.25", "0.9");

  /** What is out, beside the pool's own account of what is free. */
  private static final class Ledger {

    private final BigDecimal each;
    private final List<GpuPool.Gpu> devices;
    private final GpuPool pool;
    private final List<GpuShare> out = new ArrayList<>();
    private int refusals;

    Ledger(List<GpuPool.Gpu> devices, double each) {
      this.each = BigDecimal.valueOf(each);
      this.devices = devices;
      this.pool = new GpuPool(devices, each);
    }

    void take() {
      Optional<GpuShare> share = pool.take();
      share.ifPresent(out::add);
      if (share.isEmpty()) {
        refusals++;
        assertThat(fitting()).isLessThan(each.max(ONE).intValue());
      }
    }

    /** How many devices could still give their part of one share. */
    private long fitting() {
      BigDecimal part = each.min(ONE);
      return devices.stream().filter(device -> free(device).compareTo(part) >= 0).count();
    }

    private BigDecimal free(GpuPool.Gpu device) {
      return device.offered().subtract(handedOut(device));
    }

    private BigDecimal handedOut(GpuPool.Gpu device) {
      return out.stream()
          .filter(share -> share.devices().contains(device))
          .map(GpuShare::fromEach)
          .reduce(ZERO, BigDecimal::add);
    }

    void release(int index) {
      pool.release(out.remove(index));
    }

    void check() {
      Map<GpuPool.Gpu, BigDecimal> free = pool.free();
      assertThat(free).containsOnlyKeys(devices);
      for (GpuPool.Gpu device : devices) {
        assertThat(free.get(device)).isNotNegative();
        assertThat(free.get(device).add(handedOut(device))).isEqualByComparingTo(device.offered());
      }
      out.forEach(this::check);
    }

    private void check(GpuShare share) {
      int count = each.max(ONE).intValue();
      assertThat(share.devices()).doesNotHaveDuplicates().hasSize(count);
      assertThat(share.fromEach()).isEqualByComparingTo(each.min(ONE));
      if (share.fromEach().compareTo(ONE) == 0) {
        assertThat(share.devices()).allSatisfy(device -> assertAlone(device));
      }
    }

    private void assertAlone(GpuPool.Gpu device) {
      assertThat(out.stream().filter(share -> share.devices().contains(device))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.3, 0.5, 0.7, 1, 2, 3})
  void nothingIsLostAndNothingIsGivenTwice(double each) {
    Random random = new Random(Double.hashCode(each));
    Ledger ledger = new Ledger(machine(random), each);
    int taken = 0;
    for (int event = 0; event < EVENTS; event++) {
      if (ledger.out.isEmpty() || random.nextInt(5) < 3) {
        ledger.take();
        taken++;
      } else {
        ledger.release(random.nextInt(ledger.out.size()));
      }
      ledger.check();
    }
    assertThat(ledger.refusals).isBetween(EVENTS / 20, taken);
  }

  /** Three whole devices at least, so that every share of the campaign fits. */
  private static List<GpuPool.Gpu> machine(Random random) {
    List<GpuPool.Gpu> devices =
        new ArrayList<>(
            List.of(GpuPool.Gpu.whole("0"), GpuPool.Gpu.whole("1"), GpuPool.Gpu.whole("2")));
    for (int i = 0; i < 3; i++) {
      BigDecimal offered = new BigDecimal(PARTS.get(random.nextInt(PARTS.size())));
      devices.add(new GpuPool.Gpu("GPU-" + i, offered));
    }
    return devices;
  }
}
