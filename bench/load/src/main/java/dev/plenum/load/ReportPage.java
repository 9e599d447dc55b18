package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One HTML page that needs nothing else: it holds the results, and draws them itself. */
final class ReportPage {
  private static final String TEMPLATE = "report.html";
  private static final String PLACE = "/*RESULTS*/[]";

  private ReportPage() {}

  static String of(List<JsonNode> results) throws IOException {
    // No result may end the script that holds it.
    String json = new ObjectMapper().writeValueAsString(results).replace("<", "\\u003c");
    try (InputStream template = ReportPage.class.getResourceAsStream(TEMPLATE)) {
      byte[] bytes = Objects.requireNonNull(template, TEMPLATE).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).replace(PLACE, json);
    }
  }
}
