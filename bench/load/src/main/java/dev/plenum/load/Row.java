package dev.plenum.load;

import java.util.List;

/** A line of a table for people. */
record Row(String label, String value) {
  private static final int LABEL_CHARACTERS = 46;
  private static final int VALUE_CHARACTERS = 24;

  /** Prints reports beside each other, which have the same rows. */
  static void print(List<List<Row>> reports) {
    for (int i = 0; i < reports.getFirst().size(); i++) {
      StringBuilder line =
          new StringBuilder(padded(reports.getFirst().get(i).label(), LABEL_CHARACTERS));
      for (List<Row> report : reports) {
        line.append(padded(report.get(i).value(), VALUE_CHARACTERS));
      }
      System.out.println(line.toString().stripTrailing());
    }
  }

  private static String padded(String text, int characters) {
    return text + " ".repeat(Math.max(1, characters - text.length()));
  }
}
