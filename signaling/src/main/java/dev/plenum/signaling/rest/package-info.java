/**
 * The REST interface as {@code /openapi.yaml} describes it: rooms, participants, tokens, health.
 */
@NullMarked
package dev.plenum.signaling.rest;

import org.jspecify.annotations.NullMarked;
