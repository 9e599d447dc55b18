package dev.plenum.bwe.delay;

/** How what is sent compares with what the network carries, by the trend of the delay. */
public enum Usage {
  /** The delay falls: a queue empties. */
  UNDER,
  /** The delay stays. */
  NORMAL,
  /** The delay rises: a queue fills. */
  OVER
}
