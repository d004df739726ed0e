package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.terminal.ViewSettings.ViewMode;
import io.synapse.terminal.Views.SilentView;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewsTest {

  private final TestClock clock = new TestClock();

  @Test
  void theModeChoosesTheView() {
    assertThat(open(ViewMode.NONE)).isInstanceOf(SilentView.class);
    assertThat(open(ViewMode.JSONL)).isInstanceOf(JsonLinesView.class);
    assertThat(open(ViewMode.PLAIN)).isInstanceOf(PlainView.class);
    assertThat(open(ViewMode.AUTO)).isInstanceOf(PlainView.class);
    assertThat(open(ViewMode.LIVE)).isInstanceOf(PlainView.class);
  }

  @ParameterizedTest
  @EnumSource(ViewSettings.Verbosity.class)
  void silenceIsSilentAtAnyDetail(ViewSettings.Verbosity detail) {
    RunView view = Views.open(new ViewSettings(ViewMode.NONE, detail));
    DemoScenes.finished(new ScriptedRun(view, clock));
    view.close();
    view.summarize(DemoScenes.summary());
    assertThat(view).isInstanceOf(SilentView.class);
  }

  @Test
  void onlyAnAbleTerminalInvitesALiveView() {
    assertThat(environment(Map.of("TERM", "xterm"), true).invitesLiveView()).isTrue();
    assertThat(environment(Map.of("TERM", "xterm"), false).invitesLiveView()).isFalse();
    assertThat(environment(Map.of("TERM", "dumb"), true).invitesLiveView()).isFalse();
    assertThat(environment(Map.of("TERM", ""), true).invitesLiveView()).isFalse();
    assertThat(environment(Map.of(), true).invitesLiveView()).isFalse();
  }

  @Test
  void aCiSystemIsToldLineByLine() {
    assertThat(environment(Map.of("TERM", "xterm", "CI", "true"), true).invitesLiveView())
        .isFalse();
    assertThat(environment(Map.of("TERM", "xterm", "CI", "false"), true).invitesLiveView())
        .isTrue();
    assertThat(environment(Map.of("TERM", "xterm", "CI", "true"), true).interactive()).isTrue();
  }

  @Test
  void colorsAreLeftOutOnRequest() {
    assertThat(environment(Map.of("NO_COLOR", "1"), true).color()).isFalse();
    assertThat(environment(Map.of("NO_COLOR", ""), true).color()).isTrue();
    assertThat(environment(Map.of(), true).color()).isTrue();
  }

  private RunView open(ViewMode mode) {
    TerminalEnvironment pipe = environment(Map.of("TERM", "xterm"), false);
    return Views.open(new ViewSettings(mode, ViewSettings.Verbosity.NORMAL), pipe, clock);
  }

  private static TerminalEnvironment environment(Map<String, String> variables, boolean terminal) {
    return TerminalEnvironment.of(variables, terminal, StandardCharsets.UTF_8);
  }
}
