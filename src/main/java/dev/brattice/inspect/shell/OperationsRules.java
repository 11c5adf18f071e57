package dev.brattice.inspect.shell;

import dev.brattice.inspect.Severity;
import java.util.List;
import java.util.Locale;

/** Rules on commands that destroy what others share: branches, clusters, databases, clouds. */
final class OperationsRules {
  private final Verdicts verdicts;

  OperationsRules(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  void judge(Invocation invocation) {
    switch (invocation.program()) {
      case "git" -> git(invocation);
      case "kubectl", "oc", "k3s" -> {
        if (invocation.has("delete") || invocation.has("drain")) {
          ask(invocation, "shell.cluster-delete", "the command deletes things of a cluster");
        }
      }
      case "helm" -> {
        if (invocation.has("uninstall") || invocation.has("delete")) {
          ask(invocation, "shell.cluster-delete", "the command deletes things of a cluster");
        }
      }
      case "terraform", "tofu", "pulumi", "terragrunt", "cdk" -> {
        boolean applies = invocation.has("apply") && invocation.has("-destroy");
        if (invocation.has("destroy") || applies) {
          ask(invocation, "shell.cloud-delete", "the command destroys infrastructure");
        }
      }
      case "aws", "gcloud", "az", "gsutil", "doctl", "heroku", "flyctl", "fly" -> cloud(invocation);
      case "psql",
          "mysql",
          "mariadb",
          "sqlite3",
          "mongo",
          "mongosh",
          "cqlsh",
          "clickhouse-client",
          "sqlcmd",
          "duckdb",
          "bq" ->
          database(invocation);
      case "dropdb" -> ask(invocation, "shell.database-delete", "the command deletes a database");
      case "redis-cli" -> {
        if (hasIgnoringCase(invocation, "flushall") || hasIgnoringCase(invocation, "flushdb")) {
          ask(invocation, "shell.database-delete", "the command empties a database");
        }
      }
      default -> {}
    }
  }

  private void git(Invocation invocation) {
    List<Argument> operands = Options.operands(invocation.arguments(), "Cco");
    if (operands.isEmpty() || !operands.getFirst().text().equals("push")) {
      return;
    }
    boolean forces = invocation.hasOption('f', "") || invocation.has("--force");
    boolean shared = false;
    boolean plus = false;
    for (Argument operand : operands.subList(1, operands.size())) {
      String text = operand.text();
      plus |= text.startsWith("+");
      shared |= isShared(text.substring(text.lastIndexOf(':') + 1).replace("+", ""));
    }
    if (invocation.has("--mirror")) {
      ask(invocation, "shell.force-push", "the command overwrites every branch of a repository");
    } else if ((forces || plus) && shared) {
      ask(invocation, "shell.force-push", "the command overwrites the history of a shared branch");
    } else if (invocation.hasOption('d', "--delete") && shared) {
      ask(invocation, "shell.force-push", "the command deletes a shared branch");
    } else if (forces || plus) {
      verdicts.say(
          invocation,
          Severity.WARN,
          "shell.force-push",
          "ASI02",
          "the command overwrites the history of a branch");
    }
  }

  private static boolean isShared(String branch) {
    String name = branch.startsWith("refs/heads/") ? branch.substring(11) : branch;
    return switch (name) {
      case "main", "master", "trunk", "develop", "production", "prod", "release" -> true;
      default -> name.startsWith("release/");
    };
  }

  private void cloud(Invocation invocation) {
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      boolean deletes =
          text.equals("rb")
              || text.startsWith("delete")
              || text.startsWith("terminate-")
              || text.equals("apps:destroy")
              || text.equals("destroy")
              || text.equals("rm") && invocation.hasOption('r', "--recursive");
      if (deletes) {
        ask(invocation, "shell.cloud-delete", "the command deletes things in a cloud");
        return;
      }
    }
  }

  private void database(Invocation invocation) {
    for (Argument argument : invocation.arguments()) {
      if (destroys(argument.text())) {
        ask(invocation, "shell.database-delete", "the command destroys data in a database");
        return;
      }
    }
    if (invocation.input().isPresent() && destroys(invocation.input().get().text())) {
      ask(invocation, "shell.database-delete", "the command destroys data in a database");
    }
  }

  private static boolean destroys(String statement) {
    String lower = statement.toLowerCase(Locale.ROOT);
    return lower.contains("drop database")
        || lower.contains("drop schema")
        || lower.contains("drop table")
        || lower.contains("truncate table")
        || lower.contains("dropdatabase(")
        || lower.contains("delete from ") && !lower.contains(" where ");
  }

  private static boolean hasIgnoringCase(Invocation invocation, String word) {
    for (Argument argument : invocation.arguments()) {
      if (argument.text().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  private void ask(Invocation invocation, String rule, String reason) {
    verdicts.say(invocation, Severity.ASK, rule, "ASI02", reason);
  }
}
