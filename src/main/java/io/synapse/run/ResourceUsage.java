package io.synapse.run;

import java.util.OptionalLong;

/**
 * What one attempt has used of the machine so far, its child processes included.
 *
 * @param seconds how long it has run
 * @param cpuSeconds processor time
 * @param peakMemoryBytes the most resident memory seen; empty where the system does not report it
 * @param peakGpuMemoryBytes the most memory seen on all its devices; empty without devices
 */
public record ResourceUsage(
    double seconds,
    double cpuSeconds,
    OptionalLong peakMemoryBytes,
    OptionalLong peakGpuMemoryBytes) {}
