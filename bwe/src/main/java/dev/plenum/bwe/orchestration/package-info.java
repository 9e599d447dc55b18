/**
 * What every publisher of a room should send, so that all together see the most.
 *
 * <p>The problem, its utility and the first step of its solution are those of GSO-Simulcast (Lin et
 * al., GSO-Simulcast: Global Stream Orchestration in Simulcast Video Conferencing Systems, SIGCOMM
 * 2022): each subscriber wishes what suits its downlink best, wishes for one source are brought
 * together, and what a publisher sends is cut to its uplink. Where the paper takes the lowest wish
 * for all and deletes resolutions, a source here weighs all rates that it could send against each
 * other; {@code docs/adr} says why, and a test compares both with exhaustive search.
 *
 * <p>The room comes in as values and the plan goes out as values. An {@link
 * dev.plenum.bwe.orchestration.Orchestrator} keeps one room's state between rounds, so that
 * encoders are not restarted for small changes of estimates.
 */
@NullMarked
package dev.plenum.bwe.orchestration;

import org.jspecify.annotations.NullMarked;
