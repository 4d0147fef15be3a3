package io.siprouter.control.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The OpenAPI Generator, in a process of its own. It and what it makes need other libraries than we
 * do, and get a class loader that knows none of ours. One thread.
 *
 * @param folder where it works
 */
record ClientGenerator(Path folder) {

  private static final Path JARS = Path.of("target", "openapi-generator").toAbsolutePath();
  private static final Path GENERATOR = JARS.resolve("openapi-generator-cli.jar");
  private static final Path ANNOTATIONS = JARS.resolve("jakarta.annotation-api.jar");
  private static final long PATIENCE_S = 120;

  /** What it has to say about a document, as a careful reader. */
  String validate(Path document) throws Exception {
    return run("validate", "-i", document.toString(), "--recommend");
  }

  /** Makes a client of a document; where its sources are. */
  Path generate(Path document) throws Exception {
    var client = folder.resolve("client");
    run(
        "generate",
        "--generator-name=java",
        "--library=native",
        "--input-spec=" + document,
        "--output=" + client,
        "--invoker-package=io.siprouter.client",
        "--api-package=io.siprouter.client.api",
        "--model-package=io.siprouter.client.model",
        "--additional-properties=openApiNullable=false,useJakartaEe=true",
        "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false");
    return client.resolve("src/main/java");
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    assertThat(GENERATOR).as("copied there by Maven before it runs this").isRegularFile();
    var output = Files.createTempFile(folder, "generator", ".txt");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var flags = List.of(java, "-XX:TieredStopAtLevel=1", "-jar", GENERATOR.toString());
    var process =
        new ProcessBuilder(Stream.concat(flags.stream(), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as("%s ends", output).isTrue();
    } finally {
      process.destroyForcibly();
    }
    var said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  /** Compiles a client and a program that uses it; a loader that knows both. */
  URLClassLoader compile(Path client, Path program) throws IOException {
    var classes = Files.createDirectories(folder.resolve("classes"));
    var libraries = GENERATOR + File.pathSeparator + ANNOTATIONS;
    var arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp", libraries));
    try (var sources = Files.walk(client)) {
      sources.map(Path::toString).filter(it -> it.endsWith(".java")).forEach(arguments::add);
    }
    arguments.add(program.toString());
    int faults =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(faults).as("of the compiler, which has printed them").isZero();
    var urls =
        new URL[] {classes.toUri().toURL(), GENERATOR.toUri().toURL(), ANNOTATIONS.toUri().toURL()};
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }
}
