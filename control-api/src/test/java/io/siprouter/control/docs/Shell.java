package io.siprouter.control.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A shell that keeps its variables and functions from one block to the next. One thread. */
final class Shell implements AutoCloseable {

  private static final long PATIENCE_S = 60;
  private static final String MARK = "---the block is over---";

  private final Process process;
  private final Writer in;
  private final BufferedReader out;
  private final Path errors;

  private Shell(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.in = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  static Shell in(Path folder) throws IOException {
    var errors = folder.resolve("shell-errors.txt");
    var builder = new ProcessBuilder("bash", "--noprofile", "--norc").directory(folder.toFile());
    builder.environment().remove("SIPROUTER_CONFIG");
    return new Shell(builder.redirectError(errors.toFile()).start(), errors);
  }

  /** Runs a block and gives back what it printed. */
  String run(Fence block) throws IOException, InterruptedException {
    in.write(block.text() + "\nprintf '\\n%s %d\\n' '" + MARK + "' $?\n");
    in.flush();
    try {
      return CompletableFuture.supplyAsync(() -> read(block)).get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("line %d does not end".formatted(block.line()), e);
    } catch (ExecutionException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e);
    }
  }

  private String read(Fence block) {
    var printed = new StringBuilder();
    try {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(MARK)) {
          return checked(block, printed.toString(), line);
        }
        printed.append(line).append('\n');
      }
      throw new AssertionError("the shell has ended: " + block);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String checked(Fence block, String printed, String mark) throws IOException {
    if (!mark.equals(MARK + " 0")) {
      throw new AssertionError(
          "line %d failed: %s%n%s%s"
              .formatted(block.line(), mark, printed, Files.readString(errors)));
    }
    return printed.strip();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
