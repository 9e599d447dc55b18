package dev.plenum.signaling.room;

import org.jspecify.annotations.Nullable;

/**
 * Somebody has come in.
 *
 * @param answer null where no offer was made
 */
public record Admission(Participant participant, @Nullable SessionAnswer answer) {}
