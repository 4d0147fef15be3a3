package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterConfigTest {
  @TempDir Path folder;

  @Test
  void starterConfigurationIsTwoPhonesThatCanBeLoaded() throws Exception {
    var file = folder.resolve("new/folder/config.json");

    StarterConfig.write(file);

    var config = ConfigLoader.load(file);
    assertThat(config.devices()).extracting(Device::id).containsExactly("phone-101", "phone-102");
    assertThat(config.devices()).extracting(Device::username).containsExactly("101", "102");
    assertThat(config.providers()).isEmpty();
  }

  @Test
  void secretsAreLongFreshAndEasyToType() throws Exception {
    StarterConfig.write(folder.resolve("one.json"));
    StarterConfig.write(folder.resolve("two.json"));

    var secrets =
        Stream.of("one.json", "two.json")
            .flatMap(name -> load(name).devices().stream())
            .map(device -> device.password().reveal())
            .toList();
    assertThat(secrets)
        .doesNotHaveDuplicates()
        .allSatisfy(secret -> assertThat(secret).matches("[a-zA-Z2-9&&[^iloIO]]{20,}"));
  }

  @Test
  void fileIsForItsOwnerOnlyAndLeavesNoDraftBehind() throws Exception {
    var file = folder.resolve("config.json");

    StarterConfig.write(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void existingFileStaysAsItIs() throws Exception {
    var file = Files.writeString(folder.resolve("config.json"), "mine");

    assertThatThrownBy(() -> StarterConfig.write(file))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(file).hasContent("mine");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  private AppConfig load(String name) {
    try {
      return ConfigLoader.load(folder.resolve(name));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
