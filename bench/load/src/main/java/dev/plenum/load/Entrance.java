package dev.plenum.load;

/** By which people come into Plenum's rooms. */
enum Entrance {
  /** {@code plenum.v1}, as our SDK has it. */
  WEBSOCKET,
  /** WHIP (RFC 9725) for who sends, WHEP (draft-ietf-wish-whep) for who watches. */
  HTTP
}
