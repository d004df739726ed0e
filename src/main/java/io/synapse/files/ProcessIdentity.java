package io.synapse.files;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process did something, so that others can see whether it is still alive.
 *
 * @param pid its number on its host
 * @param started when it started, in milliseconds since 1970; 0 when the system doesn't say
 * @param host the host's name, and where there are several worlds of process numbers on one host,
 *     as with containers, which of them
 */
public record ProcessIdentity(long pid, long started, String host) {

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");

  /** Start times are derived from a clock that may be corrected meanwhile. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

  private static final ProcessIdentity OWN = own();

  /** What is known of a process. */
  public enum ProcessState {
    ALIVE,
    DEAD,
    /** It is another host's, whose processes can't be seen from here. */
    ELSEWHERE
  }

  /** This process. */
  public static ProcessIdentity current() {
    return OWN;
  }

  /** Whether the process lives. */
  public ProcessState state() {
    if (!host.equals(OWN.host)) {
      return ProcessState.ELSEWHERE;
    }
    boolean lives =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(found -> isSameStart(startOf(found)))
            .isPresent();
    return lives ? ProcessState.ALIVE : ProcessState.DEAD;
  }

  /** The form in which it is stored: {@code pid/started/host}. */
  public String text() {
    return pid + "/" + started + "/" + host;
  }

  public static ProcessIdentity parse(String text) {
    String[] parts = text.split("/", 3);
    return new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }

  private boolean isSameStart(long other) {
    boolean unknown = started == 0 || other == 0;
    return unknown || Math.abs(started - other) <= CLOCK_TOLERANCE.toMillis();
  }

  private static ProcessIdentity own() {
    ProcessHandle process = ProcessHandle.current();
    return new ProcessIdentity(process.pid(), startOf(process), hostName() + pidNamespace());
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Asks the network's name service last, because that may take seconds. */
  private static String hostName() {
    return readLine(HOST_NAME)
        .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
        .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
        .orElseGet(ProcessIdentity::networkName);
  }

  private static Optional<String> readLine(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(line -> !line.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String networkName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }

  private static String pidNamespace() {
    try {
      return " " + Files.readSymbolicLink(PID_NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
