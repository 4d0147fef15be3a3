package io.siprouter.control;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version this program was built as. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"siprouter " + version()};
  }

  static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}
