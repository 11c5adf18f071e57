package dev.brattice.inspect.shell;

import dev.brattice.inspect.Severity;
import java.util.List;

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
        boolean deletes = invocation.has("delete") && !isRestart(invocation);
        if ((deletes || invocation.has("drain")) && !isRehearsal(invocation)) {
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
      case "dropdb" -> dropped(invocation);
      case "redis-cli" -> {
        boolean one = hasIgnoringCase(invocation, "flushdb");
        if (hasIgnoringCase(invocation, "flushall") || one && !isOwnRedis(invocation)) {
          ask(invocation, "shell.database-delete", "the command empties a database");
        }
      }
      default -> {}
    }
  }

  /** Named pods come back by themselves: deleting them is how they are restarted. */
  private static boolean isRestart(Invocation invocation) {
    boolean pod = false;
    boolean named = false;
    for (Argument operand : Options.operands(invocation.arguments(), "n")) {
      String text = operand.text();
      if (text.startsWith("pod/") || text.startsWith("pods/")) {
        pod = true;
        named = true;
      } else if (pod) {
        named = true;
      } else {
        pod = text.equals("pod") || text.equals("pods") || text.equals("po");
      }
    }
    boolean many =
        invocation.has("--all")
            || invocation.hasOption('A', "--all-namespaces")
            || invocation.hasOption('l', "--selector");
    return pod && named && !many;
  }

  private static boolean isRehearsal(Invocation invocation) {
    return invocation.has("--dry-run=client") || invocation.has("--dry-run=server");
  }

  private void dropped(Invocation invocation) {
    for (Argument operand : Options.operands(invocation.arguments(), "hpUW")) {
      if (!Statements.isScratch(operand.text())) {
        ask(invocation, "shell.database-delete", "the command deletes a database");
        return;
      }
    }
  }

  /** One database of the cache on this machine: what a test run empties before it begins. */
  private static boolean isOwnRedis(Invocation invocation) {
    if (invocation.hasOption('u', "") || invocation.hasOption('s', "")) {
      return false;
    }
    return Options.value(invocation.arguments(), 'h', "--host")
        .map(host -> host.text().equals("localhost") || host.text().startsWith("127."))
        .orElse(true);
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
      if (Statements.destroy(argument.text())) {
        ask(invocation, "shell.database-delete", "the command destroys data in a database");
        return;
      }
    }
    if (invocation.input().isPresent() && Statements.destroy(invocation.input().get().text())) {
      ask(invocation, "shell.database-delete", "the command destroys data in a database");
    }
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
