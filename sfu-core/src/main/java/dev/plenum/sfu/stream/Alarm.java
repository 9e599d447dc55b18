package dev.plenum.sfu.stream;

/** Told when something falls due, where nobody has been waiting for it. */
@FunctionalInterface
public interface Alarm {
  /** Where nobody wants to know. */
  Alarm UNHEARD = _ -> {};

  /**
   * @param nanos when, which may be past; {@link Deadline#NONE} changes nothing
   */
  void due(long nanos);
}
