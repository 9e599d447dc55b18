package dev.plenum.load;

/**
 * One figure of a report.
 *
 * @param key for machines
 * @param label for people
 * @param value not a number where there is none
 * @param format of the value, with its unit, for people
 */
record Figure(String key, String label, double value, String format) {

  @Override
  public String toString() {
    return Double.isNaN(value) ? "-" : format.formatted(value);
  }
}
