package io.siprouter.sip.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes asterisks over what proves a password or opens somebody's media, one for each character,
 * so that lengths stay what messages say of them: responses of digests and other credentials,
 * passwords in URIs, and the keys of SDP (RFC 4566 §5.12, RFC 4567, RFC 4568, RFC 8839).
 */
public final class SecretMask {

  /** Whatever a group of these matches is secret. Strangers write the text: nothing backtracks. */
  private static final List<Pattern> SECRETS =
      Stream.of(
              "\\b(?:response|rspauth)\\s*+=\\s*+(?:\"([^\"]*+)|([^\",\\s]*+))",
              "^(?:Proxy-)?Authorization[ \\t]*+:(?:[ \\t]|\\r?\\n(?=[ \\t]))*+"
                  + "(?!Digest\\b)(\\S[^\\r\\n]*+(?:\\r?\\n[ \\t][^\\r\\n]*+)*+)",
              "\\bsips?:[^\\s:@<>\";,?/]++:([^\\s@<>\"]++)@",
              "\\binline:([^|;\\s]++)",
              "^k=(?:(?:clear|base64|uri):)?+([^\\r\\n]++)",
              "^a=key-mgmt:[ \\t]*+[^\\s]++[ \\t]++([^\\r\\n]++)",
              "^a=ice-pwd:([^\\r\\n]++)")
          .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE))
          .toList();

  private SecretMask() {}

  /** A copy of a message without its secrets, of the same length. */
  public static byte[] masked(byte[] message) {
    return masked(new String(message, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  /** A text without its secrets, of the same length. */
  public static String masked(String text) {
    var masked = new StringBuilder(text);
    SECRETS.forEach(secret -> mask(secret.matcher(text), masked));
    return masked.toString();
  }

  private static void mask(Matcher found, StringBuilder masked) {
    while (found.find()) {
      for (int group = 1; group <= found.groupCount(); group++) {
        for (int i = found.start(group); i >= 0 && i < found.end(group); i++) {
          masked.setCharAt(i, '*');
        }
      }
    }
  }
}
