package dev.plenum.bwe.scenario;

import java.util.Locale;

/**
 * One measured number against its target.
 *
 * @param what is measured
 * @param target as a table shows it
 */
public record Figure(String what, String target, String measured, boolean held) {

  public static Figure above(String what, double least, double measured, String unit) {
    return new Figure(what, "> " + text(least, unit), text(measured, unit), measured > least);
  }

  public static Figure atLeast(String what, double least, double measured, String unit) {
    return new Figure(what, "≥ " + text(least, unit), text(measured, unit), measured >= least);
  }

  public static Figure below(String what, double limit, double measured, String unit) {
    return new Figure(what, "< " + text(limit, unit), text(measured, unit), measured < limit);
  }

  public static Figure atMost(String what, double most, double measured, String unit) {
    return new Figure(what, "≤ " + text(most, unit), text(measured, unit), measured <= most);
  }

  public static Figure near(
      String what, double expected, double tolerance, double measured, String unit) {
    return new Figure(
        what,
        text(expected, unit) + " ± " + text(tolerance, unit),
        text(measured, unit),
        Math.abs(measured - expected) <= tolerance);
  }

  public static Figure within(
      String what, double least, double most, double measured, String unit) {
    return new Figure(
        what,
        text(least, unit) + " … " + text(most, unit),
        text(measured, unit),
        measured >= least && measured <= most);
  }

  private static String text(double value, String unit) {
    if (Double.isInfinite(value)) {
      return "never";
    }
    String digits = Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    String number = String.format(Locale.ROOT, digits, value).replaceFirst("\\.0+$", "");
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
