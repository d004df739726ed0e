package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins in Python that cannot do their job: told before anything runs. */
@NeedsPython
@Timeout(120)
class UnusablePythonPluginTest extends PythonPluginFixture {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          def train(: pass                  | plugin.py:1: SyntaxError: invalid syntax
          import no_such_module             | plugin.py:1: ModuleNotFoundError: No module named 'no_such_module'; install it for
          from . import near                | without the dot
          1 / 0                             | plugin.py:1: ZeroDivisionError: division by zero
          def train(run): pass              | train(run) cannot be called with its four arguments
          def tune(run, hyperparameter, dataset, checkpoint): pass | has its parameters in another order
          x = 1                             | has neither train nor tune; define train(run,
          import os; os._exit(3)            | ended with status 3 when it imported the plugin
          import ctypes; ctypes.string_at(0)| when it imported the plugin
          """)
  void whatCannotWorkIsToldBeforeAnythingRuns(String code, String reported) throws IOException {
    plugin(code + "\n");

    CommandRun run = train(tuning("1"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains(reported).contains("plugin.py");
    assertThat(folder.resolve("store/runs")).doesNotExist();
  }

  @Test
  void whyAPluginCannotBeImportedIsToldWhole() throws IOException {
    plugin(
        "def check():\n  raise ImportError('read this:\\n\\nlibfast.so is missing')\n\ncheck()\n");

    assertThat(train(tuning("1")).messages())
        .contains("plugin.py:2: ImportError: read this: (in check, called from plugin.py:4)")
        .contains("\n  Traceback (most recent call last):\n", "\n  libfast.so is missing")
        .doesNotContain("synapse_worker");
  }

  @Test
  void whatIsNoPythonIsToldSo() throws IOException {
    plugin(PLUGIN);

    assertThat(train(tuning("1"), "--python", "/bin/ls").messages())
        .contains("/bin/ls cannot be used as Python 3 (it ended with status 2");
  }

  @Test
  void aFolderWithoutAPluginFileSaysWhatToName() throws IOException {
    Path main = Files.writeString(folder.resolve("main.py"), PLUGIN);

    assertThat(train(tuning("1"), "-p", folder).messages())
        .contains("holds Python files and no plugin.py; name the plugin's file, such as " + main);
  }

  @Test
  void aPluginThatOnlyTunesCannotTrain() throws IOException {
    plugin("def tune(hyperparameter, run, dataset, checkpoint): return 1\n");

    CommandRun run = train("hyperparameter: {epochs: 3}");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("has no train function", "define train(run, dataset");
  }

  @Test
  void itDoesNotRunOnThreadsOfThisProcess() throws IOException {
    plugin(PLUGIN);

    CommandRun run = train(tuning("1"), "-e", "inline");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("runs in worker processes alone");
  }

  @Test
  void aPythonThatIsTooOldIsNamed() throws IOException {
    plugin(PLUGIN);
    Path old = folder.resolve("old-python");
    Files.writeString(
        old, "#!/bin/sh\necho '{\"executable\": \"/old\", \"version\": \"3.8.1\"}' > \"$4\"\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();

    CommandRun run = train(tuning("1"), "--python", old);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("is Python 3.8.1, and plugins need 3.9 or later");
  }
}
