package io.siprouter.control.view;

/**
 * A provider.
 *
 * @param id of the provider
 * @param displayName for people
 * @param state of our registration there
 * @param reason why it is so; empty where nothing needs saying
 */
public record ProviderView(String id, String displayName, String state, String reason) {}
