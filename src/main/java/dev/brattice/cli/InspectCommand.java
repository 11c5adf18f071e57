package dev.brattice.cli;

import dev.brattice.bytes.Utf8;
import dev.brattice.config.ConfigException;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Offline;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.proxy.Exchange;
import dev.brattice.proxy.Passage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code brattice inspect}: a text or a message on standard input, its verdict on standard output.
 */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Judge a text or a tool call on standard input, as it would be judged on its way.",
      "Understood are: a JSON-RPC message or a batch of them; {\"tool\": NAME, \"arguments\": {…}}; a",
      "tool definition, or a list of them; plain text, judged as a tool's result and, if it is one",
      "line, as a shell command. The worst of all verdicts counts."
    },
    footer = {
      "",
      "Examples:",
      "  echo 'rm -rf ~' | brattice inspect",
      "  echo '{\"tool\":\"fetch\",\"arguments\":{\"url\":\"https://example.com\"}}' | brattice inspect",
      "  brattice inspect --as definition --json < tool.json",
      "",
      "Exit codes: 0 nothing to see, 1 findings or denied."
    })
final class InspectCommand implements Callable<Integer> {
  /** The longest input, in bytes. */
  static final int INPUT_BYTES_MAX = 64 << 20;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--as",
      paramLabel = "KIND",
      description = "What the text is: ${COMPLETION-CANDIDATES} (default: auto).")
  private Kind kind = Kind.auto;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  /** What a text can be taken for. */
  enum Kind {
    auto,
    call,
    result,
    definition,
    command,
    path,
    url
  }

  @Override
  public Integer call() throws ConfigException, CommandException {
    Exchange exchange = Offline.exchange(config.load(Host.here()), Host.here());
    List<Judged> judged = judge(input(), exchange);
    Judged worst = judged.getFirst();
    for (Judged one : judged) {
      worst = one.isWorseThan(worst) ? one : worst;
    }
    System.out.println(isJson ? JsonWriter.text(json(worst, judged)) : text(worst, judged));
    return worst.isQuiet() ? ExitCode.DONE : ExitCode.FOUND;
  }

  private List<Judged> judge(String input, Exchange exchange) throws CommandException {
    List<Judged> judged = new ArrayList<>();
    try {
      for (Passage passage : Passages.of(input, kind)) {
        judged.add(new Judged(passage, exchange.judge(passage)));
      }
    } catch (JsonException refused) {
      judged.add(Judged.unreadable(String.valueOf(refused.getMessage())));
    }
    return judged;
  }

  private static String input() throws CommandException {
    if (Boolean.getBoolean(WrapCommand.TERMINAL_PROPERTY)) {
      Commands.say("reading a text or a tool call from the terminal; Ctrl-D ends it", 0);
    }
    try {
      return text(System.in.readNBytes(INPUT_BYTES_MAX + 1));
    } catch (IOException broken) {
      throw new CommandException(
          ExitCode.CANNOT_RUN, "expected to read standard input, it broke; try again");
    }
  }

  private static String text(byte[] bytes) throws CommandException {
    if (bytes.length > INPUT_BYTES_MAX) {
      throw new CommandException(
          ExitCode.USAGE,
          "expected at most " + INPUT_BYTES_MAX + " bytes on standard input, got more");
    }
    if (bytes.length == 0) {
      throw new CommandException(
          ExitCode.USAGE, "expected a text or a tool call on standard input, got nothing");
    }
    int illFormed = Utf8.firstIllFormed(bytes, 0, bytes.length);
    if (illFormed >= 0) {
      throw new CommandException(
          ExitCode.USAGE,
          "expected UTF-8 on standard input, got something else at byte " + illFormed);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static JsonObject json(Judged worst, List<Judged> judged) {
    return worst.json().with("readings", JsonArray.of(judged.stream().map(Judged::json).toList()));
  }

  private static String text(Judged worst, List<Judged> judged) {
    var text = new StringBuilder(worst.word());
    if (!worst.rule().isEmpty()) {
      text.append("  ").append(worst.rule());
    }
    text.append("  risk ").append(worst.risk()).append('\n');
    if (!worst.reason().isEmpty()) {
      text.append("  ").append(worst.reason()).append('\n');
    }
    for (Judged one : judged) {
      one.describe(text, one.passage().direction().label());
    }
    return text.toString().stripTrailing();
  }
}
