package io.siprouter.control.page;

import io.siprouter.control.command.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A real Chromium without a screen, with one page. One thread. */
final class Browser implements AutoCloseable {

  private static final String LISTENS = "DevTools listening on ";
  private static final int PATIENCE_MS = 15_000;
  private static final int LINES = 200;

  private final Process process;
  private final DevTools tools;
  private final String session;

  private Browser(Process process, DevTools tools, String session) {
    this.process = process;
    this.tools = tools;
    this.session = session;
  }

  /**
   * Starts one that takes our own certificate.
   *
   * @param first a script that runs in each page before its own do
   */
  static Browser open(Path folder, String first) throws Exception {
    var command =
        List.of(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--ignore-certificate-errors",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder.resolve("chromium"),
            "about:blank");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var tools = new DevTools(address(process.inputReader()));
    var target = tools.ask("", "Target.createTarget", Map.of("url", "about:blank"));
    var attach = Map.of("targetId", target.path("targetId").asString(), "flatten", true);
    var session = tools.ask("", "Target.attachToTarget", attach).path("sessionId").asString();
    var browser = new Browser(process, tools, session);
    browser.ask("Page.enable", Map.of());
    browser.ask("Page.addScriptToEvaluateOnNewDocument", Map.of("source", first));
    return browser;
  }

  private static URI address(BufferedReader output) throws IOException {
    for (int i = 0; i < LINES; i++) {
      var line = output.readLine();
      if (line == null) {
        break;
      }
      if (line.startsWith(LISTENS)) {
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {})); // lest it gets stuck
        return URI.create(line.substring(LISTENS.length()));
      }
    }
    throw new AssertionError("chromium does not start; install-peers installs it");
  }

  private JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
    return tools.ask(session, method, parameters);
  }

  void go(String address) throws Exception {
    ask("Page.navigate", Map.of("url", address));
    await("document.readyState === 'complete' && location.href.startsWith('http')");
  }

  /** The value of an expression. */
  JsonNode eval(String expression) throws Exception {
    var wish = Map.of("expression", expression, "returnByValue", true, "awaitPromise", true);
    var answer = ask("Runtime.evaluate", wish);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void await(String expression) throws Exception {
    var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!eval("!!(" + expression + ")").asBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(expression + " is not true of:\n" + text("body"));
      }
      eval("new Promise(done => setTimeout(done, 20))");
    }
  }

  /** What a person reads in an element. */
  String text(String selector) throws Exception {
    return eval(element(selector) + ".innerText").asString();
  }

  private static String element(String selector) {
    return "document.querySelector(" + Json.text(selector) + ")";
  }

  /** Clicks with the mouse. */
  void click(String selector) throws Exception {
    var found = element(selector);
    await(found);
    eval(found + ".scrollIntoView({block: 'center'})");
    var box =
        eval(
            "(({x, y, width, height}) => [x + width / 2, y + height / 2])(%s)"
                .formatted(found + ".getBoundingClientRect()"));
    for (var type : List.of("mousePressed", "mouseReleased")) {
      ask(
          "Input.dispatchMouseEvent",
          Map.of(
              "type", type, "button", "left", "clickCount", 1, "x", box.get(0), "y", box.get(1)));
    }
  }

  /** Types into what has the focus. */
  void type(String text) throws Exception {
    ask("Input.insertText", Map.of("text", text));
  }

  /** Replaces what is in a field. */
  void type(String selector, String text) throws Exception {
    click(selector);
    eval(element(selector) + ".select()");
    type(text);
  }

  void pressTab() throws Exception {
    press(Map.of("key", "Tab", "windowsVirtualKeyCode", 9));
  }

  void pressEnter() throws Exception {
    press(Map.of("key", "Enter", "windowsVirtualKeyCode", 13, "text", "\r"));
  }

  private void press(Map<String, ?> key) throws Exception {
    for (var type : List.of("keyDown", "keyUp")) {
      var event = new HashMap<String, Object>(key);
      event.put("type", type);
      ask("Input.dispatchKeyEvent", event);
    }
  }

  /** Looks at the page on a screen like this. */
  void screen(int width, int height, String scheme) throws Exception {
    var metrics = Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false);
    ask("Emulation.setDeviceMetricsOverride", metrics);
    var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    ask("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Keeps a picture of the whole page. */
  void photograph(Path file) throws Exception {
    Files.createDirectories(file.getParent());
    var photo =
        ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(photo.path("data").asString()));
  }

  @Override
  public void close() {
    tools.close();
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(it -> it.onExit().join()); // before its folder is removed
  }
}
