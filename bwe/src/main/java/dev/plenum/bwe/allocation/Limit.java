package dev.plenum.bwe.allocation;

/** Why a tile gets no better layer than it does. */
public enum Limit {
  /** A better layer would not be seen at the asked size. */
  ASKED_SIZE,
  /** The receiver's network carries no more. */
  ESTIMATE,
  /** The publisher sends nothing better. */
  PUBLISHER,
  /** The room's orchestrator keeps the better layer off. */
  ORCHESTRATOR,
  /** This server has too much to do to forward more. */
  OVERLOAD
}
