package io.siprouter.control.view;

import java.util.List;

/**
 * What a device or provider is offered from now on.
 *
 * @param codecs their names, best first
 */
public record CodecsView(List<String> codecs) {
  public CodecsView {
    codecs = List.copyOf(codecs);
  }
}
