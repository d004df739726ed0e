package digits;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that keeps a {@link TrainingState}, and is the plugin's model too.
 *
 * <p>Big-endian, in this order: the number {@code DIGI}, the format's version, epochs so far,
 * hidden units, the optimiser's name, the network's parameters, the optimiser's memory.
 */
final class CheckpointFile {

  private static final String NAME = "model.bin";
  private static final int MAGIC = 0x44494749;
  private static final int VERSION = 1;

  private final Path file;

  private CheckpointFile(Path file) {
    this.file = file;
  }

  /** The file in a checkpoint's folder. */
  static CheckpointFile in(Path folder) {
    return new CheckpointFile(folder.resolve(NAME));
  }

  /**
   * What was read.
   *
   * @param state the state to go on from
   * @param optimizerRestarted whether the job has another optimiser than the checkpoint, so that
   *     the memory of the one could not go over to the other
   */
  record Content(TrainingState state, boolean optimizerRestarted) {}

  void write(TrainingState state) throws IOException {
    Files.createDirectories(file.getParent());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(state.epoch());
      out.writeInt(state.network().hiddenUnits());
      out.writeUTF(state.optimizer().kind().label());
      FloatArrays.write(out, state.network().parameters());
      state.optimizer().write(out);
    }
  }

  /**
   * Reads the state for a training with some settings.
   *
   * @throws IllegalArgumentException when there is no such file, it is damaged, or its network has
   *     another width than the settings ask for
   */
  Content read(Settings settings) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "the checkpoint %s has no %s: it is not a model of this plugin"
              .formatted(file.getParent(), NAME));
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return read(in, settings);
    } catch (EOFException | UTFDataFormatException e) {
      throw new IllegalArgumentException(file + " is damaged or cut off", e);
    }
  }

  private Content read(DataInputStream in, Settings settings) throws IOException {
    requireFormat(in.readInt(), in.readInt());
    int epoch = in.readInt();
    requireSameWidth(in.readInt(), settings.hiddenUnits());
    boolean restarted = !in.readUTF().equals(settings.optimizer().label());
    Network network = new Network(settings.hiddenUnits());
    FloatArrays.read(in, network.parameters());
    Optimizer optimizer = settings.optimizer().create(network.parameters().length);
    if (!restarted) {
      optimizer.read(in);
    }
    return new Content(new TrainingState(network, optimizer, epoch), restarted);
  }

  private void requireFormat(int magic, int version) {
    if (magic != MAGIC || version != VERSION) {
      throw new IllegalArgumentException(
          file + " is not a checkpoint of this plugin in format " + VERSION);
    }
  }

  private void requireSameWidth(int found, int wanted) {
    if (found != wanted) {
      throw new IllegalArgumentException(
          "the checkpoint has hidden_units %d and this training %d; set hidden_units to %1$d, or start without a checkpoint"
              .formatted(found, wanted));
    }
  }
}
