package io.synapse.dataset;

/**
 * How much an archive may unpack to. Beside these the free space of the disk is a limit.
 *
 * @param bytes of all its files
 * @param entries files and folders
 * @param ratio unpacked bytes per byte of the archive, minded from {@link #RATIO_MINDED_FROM} on
 */
public record ImportLimits(long bytes, long entries, long ratio) {

  /** Below this many unpacked bytes any ratio is harmless. */
  public static final long RATIO_MINDED_FROM = 16L << 20;

  /** 1 TiB, 10 million entries, 200 times the archive's size. */
  public static final ImportLimits DEFAULT = new ImportLimits(1L << 40, 10_000_000, 200);
}
