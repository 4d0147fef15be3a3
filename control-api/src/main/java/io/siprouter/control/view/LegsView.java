package io.siprouter.control.view;

import java.util.List;

/**
 * Legs that a command has begun.
 *
 * @param legs their ids, within their call
 */
public record LegsView(List<String> legs) {
  public LegsView {
    legs = List.copyOf(legs);
  }
}
