package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunEventCodec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesViewTest {

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void everyEventIsOneObjectAndTheSummaryTheLast() {
    RunView view = new JsonLinesView(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    List<String> expected = new ArrayList<>();
    TestClock clock = new TestClock();
    ScriptedRun run =
        new ScriptedRun(
            event -> {
              view.onEvent(event);
              expected.add(RunEventCodec.name(event.event()));
            },
            clock);
    DemoScenes.finished(run);
    view.close();
    view.summarize(DemoScenes.summary());
    expected.add("summary");

    List<JsonNode> objects =
        bytes.toString(StandardCharsets.UTF_8).lines().map(mapper::readTree).toList();
    assertThat(objects).extracting(object -> object.get("event").asString()).isEqualTo(expected);
    assertThat(objects.get(5).get("seq").asLong()).isEqualTo(5);
    JsonNode summary = objects.get(objects.size() - 1);
    assertThat(summary.get("name").asString()).isEqualTo(DemoScenes.NAME);
    assertThat(summary.get("model_id").asLong()).isEqualTo(12);
    assertThat(summary.get("results").asString()).endsWith("results.json");
  }

  @Test
  void linesEndInANewlineAlone() {
    RunView view = new JsonLinesView(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    new ScriptedRun(view, new TestClock()).training("two\nlines\r").start(0, DemoScenes.config(0));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("}\n").doesNotContain("\r");
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
  }
}
