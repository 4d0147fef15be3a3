package io.siprouter.control;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file of many years. */
class LongHistoryFileIT {

  @TempDir private Path state;

  @Test
  @Timeout(600)
  void twoHundredThousandCallsAreSentWhileFewAreHeld() throws Exception {
    HistoryFileIT.assertDownload(state, 200_000);
  }
}
