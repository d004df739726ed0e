package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A plugin that was found and can be run, in whatever language. */
public sealed interface Plugin extends AutoCloseable permits JavaPlugin, PythonPlugin {

  /** By which a job chooses it, and a person knows it. */
  String name();

  /** By which a worker finds it in its files: a whole class name, or that of a module. */
  String qualifiedName();

  /** Whether it has a {@code train}. */
  boolean supportsTrain();

  /** What its author does to give it a {@code train}, for a person. */
  String howToTrain();

  /** Whether it has a {@code tune}. */
  boolean supportsTune();

  /**
   * The rules of its hyperparameters, when it carries some.
   *
   * @throws InvalidInputException when they cannot be read or are no JSON Schema
   */
  Optional<HyperparameterSchema> schema();

  /** The version that its author gave it. */
  Optional<String> version();

  /**
   * The identity of its code, over the content of its files. May read them at each call.
   *
   * @return 64 hexadecimal digits, lower case
   */
  String fingerprint();

  /** Its file or folder, then what it needs beside; absolute. */
  List<Path> classPath();

  /** Gives back what it holds. */
  @Override
  void close();
}
