package io.synapse.python;

import io.synapse.python.Interpreter.InterpreterOrigin;
import java.nio.file.Path;

/** A process that installs what a file asks for and prints how far it is. */
public final class InstallingProcess {

  private InstallingProcess() {}

  /** Takes the folder of the environments, the requirements and the interpreter. */
  public static void main(String[] arguments) {
    Interpreter made =
        new Environments(Path.of(arguments[0]), System.getenv())
            .install(
                Path.of(arguments[1]),
                new Interpreter(Path.of(arguments[2]), InterpreterOrigin.JOB),
                System.out::println);
    System.out.println("made " + made.executable());
  }
}
