package io.siprouter.control;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A command that goes on until it is ended, on a thread of its own. */
final class RunningCommand implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Printed out = new Printed();
  private final Printed err = new Printed();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Thread thread;

  /** What was printed so far. Written by the command, read by the test. */
  private static final class Printed extends Writer {
    private final Queue<String> parts = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    @Override
    public void write(char[] from, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("Broken pipe");
      }
      parts.add(new String(from, offset, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public String toString() {
      return String.join("", parts);
    }
  }

  private RunningCommand(String[] line) {
    var program = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    thread = Thread.ofPlatform().start(() -> exitCode.complete(program.execute(line)));
  }

  static RunningCommand start(Path state, String... arguments) {
    var where = Stream.of("--state", state.toString());
    return new RunningCommand(Stream.concat(Stream.of(arguments), where).toArray(String[]::new));
  }

  void awaitOut(String wanted) {
    await(out, wanted);
  }

  void awaitErr(String wanted) {
    await(err, wanted);
  }

  private static void await(Printed printed, String wanted) {
    if (!shows(printed, wanted, PATIENCE)) {
      throw new AssertionError("\"%s\" is not in: %s".formatted(wanted, printed));
    }
  }

  /** Whether it prints this within a time. */
  boolean shows(String wanted, Duration limit) {
    return shows(out, wanted, limit);
  }

  private static boolean shows(Printed printed, String wanted, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    while (!printed.toString().contains(wanted)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return true;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** Forgets what was printed. */
  void clear() {
    out.parts.clear();
  }

  /** Nobody reads its output any more. */
  void closeOut() {
    out.close();
  }

  int interrupt() throws Exception {
    thread.interrupt();
    return exitCode();
  }

  int exitCode() throws Exception {
    return exitCode.get(PATIENCE.toSeconds(), SECONDS);
  }

  @Override
  public void close() {
    thread.interrupt();
    exitCode.orTimeout(PATIENCE.toSeconds(), SECONDS).join();
  }
}
