package io.siprouter.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a run of SIPp ended.
 *
 * @param exitCode 0: every call went as the scenario says; 1: some did not; 97: none within the
 *     limit
 */
public record SippResult(int exitCode, long successful, long failed, long retransmissions) {

  public void assertAllSuccessful() {
    assertThat(exitCode).as("exit code of SIPp (%s)", this).isZero();
    assertThat(failed).as("failed calls of SIPp").isZero();
  }
}
