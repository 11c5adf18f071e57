package dev.brattice.inspect.shell;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What simple programs print, where their arguments and input are known. */
final class StaticOutput {
  private StaticOutput() {}

  /** What {@code invocation} would print. */
  static Optional<Flow> of(Invocation invocation, ShellWalk walk, Environment environment) {
    Optional<Flow> output =
        switch (invocation.program()) {
          case "echo" -> Optional.of(new Flow(echo(invocation), ""));
          case "printf" -> Optional.of(new Flow(printf(invocation), ""));
          case "write-output", "write-host" -> Optional.of(new Flow(echo(invocation), ""));
          case "cat", "tee", "sort", "uniq", "head", "tail", "tac", "gzip" ->
              invocation.program().equals("cat") && !invocation.operands().isEmpty()
                  ? walk.written(invocation.firstOperand(), environment)
                  : invocation.input();
          case "base64", "gbase64" -> base64(invocation);
          case "openssl" ->
              invocation.has("-d") && (invocation.has("base64") || invocation.has("-base64"))
                  ? invocation.input().flatMap(StaticOutput::base64)
                  : Optional.empty();
          case "xxd" ->
              invocation.hasOption('r', "") ? invocation.input().map(StaticOutput::hex) : empty();
          case "rev" -> invocation.input().map(StaticOutput::reversed);
          case "tr" ->
              invocation
                  .input()
                  .map(
                      flow ->
                          Translation.of(
                              flow, invocation.operands(), invocation.hasOption('d', "--delete")));
          case "cd", "export", "set", "true", ":", "", "sleep", "mkdir", "chmod", "touch" ->
              Optional.of(new Flow("", ""));
          default -> Optional.empty();
        };
    return output.filter(flow -> flow.text().length() <= Flow.CHARS_MAX);
  }

  private static Optional<Flow> empty() {
    return Optional.empty();
  }

  private static String echo(Invocation invocation) {
    var text = new StringBuilder();
    boolean options = true;
    for (Argument argument : invocation.arguments()) {
      String word = argument.text();
      if (options
          && (word.equals("-e")
              || word.equals("-n")
              || word.equals("-ne")
              || word.equals("-en")
              || word.equals("-E"))) {
        continue;
      }
      options = false;
      text.append(text.isEmpty() ? "" : " ").append(word);
    }
    // Some shells decode escapes always: read so, no escape hides a command.
    return Escapes.decodeAll(text.toString()) + '\n';
  }

  private static String printf(Invocation invocation) {
    List<Argument> operands = invocation.arguments();
    if (operands.isEmpty()) {
      return "";
    }
    String format = Escapes.decodeAll(operands.getFirst().text());
    var text = new StringBuilder();
    int next = 1;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 >= format.length()) {
        text.append(c);
      } else if (format.charAt(i + 1) == '%') {
        text.append('%');
        i++;
      } else {
        text.append(next < operands.size() ? Escapes.decodeAll(operands.get(next++).text()) : "");
        i++;
      }
      if (text.length() > Flow.CHARS_MAX) {
        break;
      }
    }
    return text.toString();
  }

  private static Optional<Flow> base64(Invocation invocation) {
    boolean decodes =
        invocation.hasOption('d', "--decode") || invocation.hasOption('D', "--decode");
    return decodes ? invocation.input().flatMap(StaticOutput::base64) : Optional.empty();
  }

  private static Optional<Flow> base64(Flow flow) {
    Optional<byte[]> bytes = bytes(flow.text());
    return bytes.map(
        decoded -> flow.decoded(new String(decoded, StandardCharsets.UTF_8), "base64"));
  }

  /** The bytes that {@code text} encodes; signs that are not of the alphabet are passed over. */
  static Optional<byte[]> bytes(String text) {
    var plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (WordReader.isNamePart(c) && c != '_' || c == '+' || c == '/') {
        plain.append(c);
      } else if (c == '-' || c == '_') {
        plain.append(c == '-' ? '+' : '/');
      }
    }
    if (plain.length() % 4 == 1) {
      plain.setLength(plain.length() - 1);
    }
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Base64.getDecoder().decode(plain.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  private static Flow hex(Flow flow) {
    var plain = new StringBuilder();
    int high = -1;
    for (int i = 0; i < flow.text().length(); i++) {
      char c = flow.text().charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit >= 0 && high >= 0) {
        plain.append((char) (high << 4 | digit));
        high = -1;
      } else if (digit >= 0) {
        high = digit;
      }
    }
    return flow.decoded(plain.toString(), "hex");
  }

  private static Flow reversed(Flow flow) {
    return flow.decoded(new StringBuilder(flow.text().strip()).reverse().toString(), "reversed");
  }
}
