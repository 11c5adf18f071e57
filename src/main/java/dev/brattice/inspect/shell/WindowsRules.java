package dev.brattice.inspect.shell;

import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch.Action;
import java.util.List;
import java.util.Locale;

/** Rules on commands of PowerShell and {@code cmd}. */
final class WindowsRules {
  private final DeleteRules deletes;
  private final Verdicts verdicts;

  WindowsRules(DeleteRules deletes, Verdicts verdicts) {
    this.deletes = deletes;
    this.verdicts = verdicts;
  }

  void judge(Invocation invocation, List<PathUse> uses) {
    String program = invocation.program();
    switch (program) {
      case "remove-item", "ri", "rd", "rmdir", "del", "erase", "rm" -> {
        for (PathUse use : uses) {
          // The top folder is spelt with a drive here; a lone slash is an option or an escape.
          if (use.action() == Action.DELETE
              && use.recursive()
              && use.path().length() > 1
              && deletes.isVital(use.folder())) {
            block(
                invocation, "shell.recursive-delete", "the command deletes a folder of the system");
          }
        }
      }
      case "format", "format-volume", "clear-disk" -> formatted(invocation);
      case "vssadmin", "wbadmin", "wmic" -> {
        if (hasWord(invocation, "delete") || hasWord(invocation, "shadowcopy")) {
          block(invocation, "shell.backup-delete", "the command deletes the machine's backups");
        }
      }
      case "diskpart", "bcdedit", "cipher" ->
          ask(invocation, "shell.disk", "the command changes disks or how the machine starts");
      case "stop-computer", "restart-computer" ->
          ask(invocation, "shell.power", "the command switches the machine off");
      case "set-mppreference", "add-mppreference" ->
          ask(invocation, "shell.monitoring", "the command switches protection off");
      case "clear-eventlog", "wevtutil", "clear-history" ->
          ask(invocation, "shell.history", "the command removes traces of what was done");
      case "reg" -> registry(invocation);
      case "schtasks", "register-scheduledtask", "new-service" ->
          ask(invocation, "shell.schedule", "the command changes what runs on its own");
      case "net", "net1" -> {
        if (hasWord(invocation, "/add")) {
          ask(invocation, "shell.accounts", "the command changes the accounts of this machine");
        }
      }
      case "iex", "invoke-expression" -> nested(invocation);
      default -> nested(invocation);
    }
  }

  /** {@code iex (iwr …)}: what stands in the parentheses carries the name before them. */
  private void nested(Invocation invocation) {
    String function = invocation.function().toLowerCase(Locale.ROOT);
    boolean runs = function.equals("iex") || function.equals("invoke-expression");
    boolean fetches =
        RunRules.isWebCommand(invocation.program())
            || Programs.isDownloader(invocation.program())
            || hasPart(invocation, "webclient");
    if (runs && fetches) {
      block(invocation, "shell.download-and-run", "the command runs what it fetches, unseen");
    }
  }

  private void formatted(Invocation invocation) {
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      boolean drive = text.length() == 2 && text.charAt(1) == ':';
      if (drive || !invocation.program().equals("format")) {
        block(invocation, "shell.raw-device", "the command erases a disk");
        return;
      }
    }
  }

  private void registry(Invocation invocation) {
    boolean changes = hasWord(invocation, "add") || hasWord(invocation, "delete");
    if (changes && (hasPart(invocation, "currentversion\\run") || hasPart(invocation, "hklm"))) {
      ask(invocation, "shell.registry", "the command changes what the system runs or trusts");
    }
  }

  private static boolean hasWord(Invocation invocation, String word) {
    for (Argument argument : invocation.arguments()) {
      if (argument.text().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasPart(Invocation invocation, String part) {
    for (Argument argument : invocation.arguments()) {
      if (argument.text().toLowerCase(Locale.ROOT).contains(part)) {
        return true;
      }
    }
    return false;
  }

  private void block(Invocation invocation, String rule, String reason) {
    verdicts.say(invocation, Severity.BLOCK, rule, "ASI05", reason);
  }

  private void ask(Invocation invocation, String rule, String reason) {
    verdicts.say(invocation, Severity.ASK, rule, "ASI05", reason);
  }
}
