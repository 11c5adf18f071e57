package dev.brattice.cli;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Rulebooks;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.policy.PolicyException;
import dev.brattice.policy.PolicySet;
import dev.brattice.policy.PolicySource;
import dev.brattice.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brattice policy check}. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Check policy files.",
    synopsisSubcommandLabel = "check",
    footer = {"", "Examples:", "  brattice policy check", "  brattice policy check --rules"})
final class PolicyCommand {
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Say whether policy files parse and all that they refer to exists.",
      footer = {
        "",
        "Examples:",
        "  brattice policy check                     the policy in force",
        "  brattice policy check --rules             its rules in the order of decision",
        "  brattice policy check team.yaml           files by themselves",
        "  brattice policy check --set policy.files=standard,team.yaml"
      })
  int check(
      @Mixin ConfigOption config,
      @Option(names = "--rules", description = "List the rules in the order of decision.")
          boolean list,
      @Option(names = "--json", description = "Print one JSON object.") boolean json,
      @Parameters(paramLabel = "FILE", description = "Policy files instead of those in force.")
          @Nullable List<Path> files)
      throws ConfigException, CommandException {
    Configuration loaded = config.load(Host.here());
    PolicySet policy =
        files == null || files.isEmpty() ? Rulebooks.policy(loaded) : policy(loaded, files);
    System.out.println(json ? JsonWriter.text(json(policy)) : text(policy, list));
    return ExitCode.DONE;
  }

  private static PolicySet policy(Configuration loaded, List<Path> files) throws CommandException {
    List<PolicySource> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(new PolicySource(file.toString(), read(file)));
    }
    try {
      return PolicySet.parse(sources, loaded.settings().policy().defaultAction());
    } catch (PolicyException wrong) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  private static String read(Path file) throws CommandException {
    try {
      return Files.readString(file);
    } catch (IOException absent) {
      throw new CommandException(
          ExitCode.USAGE,
          "expected a policy file that can be read as UTF-8 at `"
              + file
              + "`, got none; check its path and rights");
    }
  }

  private static JsonObject json(PolicySet policy) {
    List<JsonObject> rules = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      rules.add(
          JsonObject.empty()
              .with("id", rule.id())
              .with("name", rule.name())
              .with("action", rule.action().label())
              .with("priority", rule.priority())
              .with("file", rule.file())
              .with("line", rule.line()));
    }
    return JsonObject.empty()
        .with("valid", true)
        .with("default", policy.defaultAction().label())
        .with("digest", policy.digest())
        .with("rules", JsonArray.of(rules));
  }

  private static String text(PolicySet policy, boolean list) {
    var text = new StringBuilder();
    if (list) {
      int width = policy.rules().stream().mapToInt(rule -> rule.id().length()).max().orElse(1);
      for (Rule rule : policy.rules()) {
        text.append(
            String.format(
                "%7d  %-8s  %-" + width + "s  %s%n",
                rule.priority(),
                rule.action().label(),
                rule.id(),
                rule.name()));
      }
    }
    int count = policy.rules().size();
    return text.append("valid: ")
        .append(count)
        .append(count == 1 ? " rule" : " rules")
        .append(", default ")
        .append(policy.defaultAction().label())
        .append(", digest ")
        .append(policy.digest())
        .toString();
  }
}
