package dev.brattice.cli;

import dev.brattice.config.ConfigException;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Rulebooks;
import dev.brattice.policy.PolicyException;
import dev.brattice.policy.PolicySet;
import dev.brattice.policy.PolicySource;
import dev.brattice.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    footer = {
      "",
      "Examples:",
      "  brattice policy check                    the policy in force",
      "  brattice policy check team.yaml          files, before they are in force",
      "  brattice policy check --rules"
    })
final class PolicyCommand {
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Say whether policy files parse and all that they refer to exists.")
  int check(
      @Mixin ConfigOption config,
      @Option(names = "--rules", description = "List the rules in the order of decision.")
          boolean list,
      @Parameters(paramLabel = "FILE", description = "Policy files instead of those in force.")
          List<Path> files)
      throws ConfigException, CommandException {
    PolicySet policy = policy(config, files == null ? List.of() : files);
    for (Rule rule : list ? policy.rules() : List.<Rule>of()) {
      System.out.printf(
          "%5d  %-8s %s  %s%n", rule.priority(), rule.action().label(), rule.id(), rule.name());
    }
    System.out.println(
        "valid: "
            + policy.rules().size()
            + " rules, default "
            + policy.defaultAction().label()
            + ", digest "
            + policy.digest());
    return ExitCode.DONE;
  }

  private static PolicySet policy(ConfigOption config, List<Path> files)
      throws ConfigException, CommandException {
    if (files.isEmpty()) {
      return Rulebooks.policy(config.load(Host.here()));
    }
    List<PolicySource> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(new PolicySource(file.toString(), read(file)));
    }
    try {
      return PolicySet.parse(sources, dev.brattice.policy.DefaultAction.ALLOW);
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
          "expected a readable policy file at `" + file + "`, got none; check the path");
    }
  }
}
