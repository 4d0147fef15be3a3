package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation says about Kamailio is what {@link KamailioIT} runs. */
class KamailioRecipeTest {

  private static final Path PAGE = Path.of("../docs/behind-a-proxy.md");
  private static final Path RUN = Path.of("src/test/peers/kamailio.d/kamailio.cfg");
  private static final Pattern EXAMPLE = Pattern.compile("```kamailio\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleIsPartOfTheConfigurationThatIsTested() throws IOException {
    var examples = EXAMPLE.matcher(Files.readString(PAGE)).results().toList();

    assertThat(examples).hasSizeGreaterThan(3);
    assertThat(examples)
        .allSatisfy(example -> assertThat(Files.readString(RUN)).contains(example.group(1)));
  }
}
