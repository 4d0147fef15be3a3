package io.siprouter.config;

import java.net.URI;
import java.util.List;

/**
 * Another program that is told of events over HTTP.
 *
 * @param url {@code http} or {@code https}
 * @param secret signs what is sent
 * @param events names of those it is told of
 */
public record WebhookEntry(String id, URI url, Secret secret, List<String> events) {
  public WebhookEntry {
    events = List.copyOf(events);
  }
}
