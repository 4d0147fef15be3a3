package io.siprouter.core.call;

import java.util.List;
import java.util.Optional;

/**
 * The parties that go over from one call to another together.
 *
 * @param live whether any of them has been heard
 * @param help what makes the call that they leave one for help
 */
record Company(List<Passenger> passengers, boolean live, Optional<Help> help) {
  Company {
    passengers = List.copyOf(passengers);
  }
}
