package io.siprouter.config;

/**
 * How long calls that are over are remembered.
 *
 * @param retentionDays 0: for ever
 * @param maxCalls 0: any number
 */
public record HistorySection(int retentionDays, int maxCalls) {}
