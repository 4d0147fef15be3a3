package io.siprouter.core.trace;

import java.nio.charset.StandardCharsets;

/** Finds the Call-ID of a message without reading the rest of it. RFC 3261 §20.8. */
final class CallIdScan {
  private static final byte[] LONG_NAME = "call-id".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMPACT_NAME = {'i'};

  private CallIdScan() {}

  /** The Call-ID; empty where there is none. */
  static String in(byte[] message) {
    int line = nextLine(message, 0);
    while (line < message.length && message[line] != '\r' && message[line] != '\n') {
      int value = Math.max(valueOf(LONG_NAME, message, line), valueOf(COMPACT_NAME, message, line));
      if (value > 0) {
        return valueAt(message, value);
      }
      line = nextLine(message, line);
    }
    return "";
  }

  private static int nextLine(byte[] message, int from) {
    int i = from;
    while (i < message.length && message[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  /** Where the value begins if this line is that header, else -1. */
  private static int valueOf(byte[] name, byte[] message, int line) {
    if (line + name.length >= message.length) {
      return -1;
    }
    for (int i = 0; i < name.length; i++) {
      if ((message[line + i] | 0x20) != (name[i] | 0x20)) {
        return -1;
      }
    }
    int colon = skipBlanks(message, line + name.length);
    return colon < message.length && message[colon] == ':' ? colon + 1 : -1;
  }

  private static int skipBlanks(byte[] message, int from) {
    int i = from;
    while (i < message.length && (message[i] == ' ' || message[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static String valueAt(byte[] message, int from) {
    int end = nextLine(message, from) - 1;
    return new String(message, from, end - from, StandardCharsets.UTF_8).strip();
  }
}
