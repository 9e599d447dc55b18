package dev.plenum.bwe.scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs all cases, prints one table of their figures and draws a plot of each case. */
public final class Bench {
  private static final String ROW = "%-42s %-44s %-22s %-12s %s%n";

  private Bench() {}

  /**
   * @param arguments the directory for the plots, and optionally a part of the names of the cases
   *     to run
   */
  public static void main(String... arguments) throws IOException {
    Path plots = Files.createDirectories(Path.of(arguments[0]));
    String wanted = arguments.length > 1 ? arguments[1] : "";
    PrintStream out = System.out;
    out.printf(ROW, "case", "figure", "target", "measured", "held");
    List<Figure> figures = new ArrayList<>();
    for (Case each : cases().filter(each -> each.name().contains(wanted)).toList()) {
      Case.Outcome outcome = each.run().get();
      for (Figure figure : outcome.figures()) {
        out.printf(
            ROW,
            each.name(),
            figure.what(),
            figure.target(),
            figure.measured(),
            figure.held() ? "yes" : "NO");
        figures.add(figure);
      }
      Plot.write(each.name(), outcome, plots.resolve(fileName(each.name())));
    }
    long held = figures.stream().filter(Figure::held).count();
    out.printf("%n%d of %d figures held; plots in %s%n", held, figures.size(), plots);
    System.exit(held == figures.size() ? 0 : 1);
  }

  private static Stream<Case> cases() {
    return Stream.concat(LibwebrtcScenarios.cases().stream(), Rfc8867Scenarios.cases().stream());
  }

  private static String fileName(String caseName) {
    return caseName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-") + ".png";
  }
}
