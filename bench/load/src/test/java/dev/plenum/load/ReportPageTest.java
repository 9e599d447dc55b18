package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  @Test
  void shouldHoldTheResults() throws Exception {
    String page = ReportPage.of(List.of(result("cpu")));

    assertThat(page)
        .contains("const results = [{\"scenario\":\"class-9\",\"software\":\"janus\"")
        .contains("\"cpuMicros\":4.25")
        .doesNotContain("http://", "https://", "<link", "src=");
  }

  @Test
  void shouldNotLetAResultEndTheScript() throws Exception {
    String page = ReportPage.of(List.of(result("</script><b>")));

    assertThat(page).contains("\\u003c/script>").doesNotContain("</script><b>");
  }

  private static JsonNode result(String cpu) {
    Environment here = new Environment(cpu, 2, "6.1", "25", "abc");
    List<Figure> figures = List.of(new Figure("cpuMicros", "label", 4.25, "%.1f"));
    Results results = new Results(Path.of(""), here);
    return results.json("class-9", Software.JANUS, "options", figures, Instant.EPOCH);
  }
}
