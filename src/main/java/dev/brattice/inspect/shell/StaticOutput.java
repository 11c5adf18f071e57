package dev.brattice.inspect.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What simple programs print, where their arguments and input are known. */
final class StaticOutput {
  private StaticOutput() {}

  /**
   * What {@code invocation} would print. Where only its makers matter, the text is not known but
   * they are.
   */
  static Optional<Flow> of(Invocation invocation, ShellWalk walk, Environment environment) {
    Optional<Flow> output = known(invocation, walk, environment);
    return output.filter(flow -> flow.text().length() <= Flow.CHARS_MAX).or(() -> made(invocation));
  }

  private static Optional<Flow> known(
      Invocation invocation, ShellWalk walk, Environment environment) {
    return switch (invocation.program()) {
      case "echo", "write-output", "write-host" ->
          Optional.of(new Flow(echo(invocation), "", made(invocation.arguments())));
      case "printf" ->
          Optional.of(new Flow(printf(invocation.arguments()), "", made(invocation.arguments())));
      case "cat", "tee", "sort", "uniq", "head", "tail", "tac", "gzip" ->
          invocation.program().equals("cat") && !invocation.operands().isEmpty()
              ? walk.written(invocation.firstOperand(), environment)
              : invocation.input();
      case "base64", "gbase64" -> base64(invocation, walk, environment);
      case "openssl" ->
          Makers.decodes(invocation) && isPlainEncoding(invocation)
              ? invocation.input().flatMap(StaticOutput::base64)
              : Optional.empty();
      case "xxd" ->
          invocation.hasOption('r', "") ? invocation.input().map(StaticOutput::hex) : empty();
      case "rev" -> invocation.input().map(StaticOutput::reversed);
      case "tr" ->
          invocation
              .input()
              .filter(flow -> !flow.isUnknown())
              .map(
                  flow ->
                      Translation.of(
                          flow, invocation.operands(), invocation.hasOption('d', "--delete")));
      case "cd", "export", "set", "true", ":", "", "sleep", "mkdir", "chmod", "touch" ->
          Optional.of(Flow.empty());
      default -> place(invocation, environment);
    };
  }

  /** Whether nothing is deciphered beside the decoding. */
  private static boolean isPlainEncoding(Invocation openssl) {
    for (Argument argument : openssl.arguments()) {
      switch (argument.text()) {
        case "enc", "base64", "-base64", "-d", "-a", "-A" -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  /** What programs print that work on the names of places and programs only. */
  private static Optional<Flow> place(Invocation invocation, Environment environment) {
    String operand = invocation.firstOperand();
    return switch (invocation.program()) {
      case "pwd" -> environment.value("PWD").map(Flow::of);
      case "which", "whence", "realpath", "readlink" ->
          operand.isEmpty() ? empty() : Optional.of(Flow.of(operand));
      case "command", "type" ->
          invocation.arguments().size() > 1 && invocation.arguments().getFirst().isOption()
              ? Optional.of(Flow.of(invocation.arguments().get(1).text()))
              : empty();
      case "dirname" -> folder(operand).map(Flow::of);
      case "basename" -> Optional.of(Flow.of(operand.substring(operand.lastIndexOf('/') + 1)));
      default -> empty();
    };
  }

  private static Optional<String> folder(String path) {
    int slash = path.lastIndexOf('/');
    if (path.isEmpty() || path.indexOf(Argument.UNKNOWN) >= 0) {
      return Optional.empty();
    }
    return Optional.of(slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash));
  }

  private static List<Invocation> made(List<Argument> arguments) {
    List<Invocation> made = new ArrayList<>();
    arguments.forEach(argument -> made.addAll(argument.made()));
    return made;
  }

  /** What is known of an output whose text is not: that it was fetched, or made of such. */
  private static Optional<Flow> made(Invocation invocation) {
    List<Invocation> made = new ArrayList<>();
    invocation.input().ifPresent(flow -> made.addAll(flow.made()));
    if (Makers.fetches(invocation) || Makers.transforms(invocation)) {
      made.add(invocation);
    }
    return made.isEmpty() ? Optional.empty() : Optional.of(Flow.madeBy(made));
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

  /** What {@code printf} prints for its arguments. */
  static String printf(List<Argument> operands) {
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

  private static Optional<Flow> base64(
      Invocation invocation, ShellWalk walk, Environment environment) {
    boolean decodes =
        invocation.hasOption('d', "--decode") || invocation.hasOption('D', "--decode");
    if (!decodes) {
      return Optional.empty();
    }
    String file = invocation.firstOperand();
    Optional<Flow> encoded =
        file.isEmpty() || file.equals("-") ? invocation.input() : walk.written(file, environment);
    return encoded.flatMap(StaticOutput::base64);
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
