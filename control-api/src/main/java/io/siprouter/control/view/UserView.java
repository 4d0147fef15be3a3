package io.siprouter.control.view;

import java.util.List;

/**
 * Somebody who may log in.
 *
 * @param name to log in with
 * @param scopes what they may do
 * @param configured whether they are in the configuration, which alone can change them then
 */
public record UserView(String name, List<String> scopes, boolean configured) {
  public UserView {
    scopes = List.copyOf(scopes);
  }
}
