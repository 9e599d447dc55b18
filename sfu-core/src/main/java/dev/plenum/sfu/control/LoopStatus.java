package dev.plenum.sfu.control;

/**
 * How a loop is doing.
 *
 * @param lagNanos how late the latest due timer was served
 * @param sinceLastTurnNanos since the loop's last turn began; an idle loop turns at least every 100
 *     ms
 */
public record LoopStatus(
    int index, int mediaPort, int rooms, int transports, long lagNanos, long sinceLastTurnNanos) {}
