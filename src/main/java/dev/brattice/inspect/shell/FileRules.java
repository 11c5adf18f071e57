package dev.brattice.inspect.shell;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.paths.PathJudge;
import dev.brattice.inspect.paths.Ruling;
import dev.brattice.inspect.paths.SensitiveFiles;
import dev.brattice.inspect.paths.Sensitivity;
import dev.brattice.inspect.paths.SystemPlaces;

/** Rules on single files that programs read or change. */
final class FileRules {
  private final Workspace workspace;
  private final Verdicts verdicts;

  FileRules(Workspace workspace, Verdicts verdicts) {
    this.workspace = workspace;
    this.verdicts = verdicts;
  }

  void judge(Invocation invocation, PathUse use) {
    switch (use.action()) {
      case READ, EXECUTE, ANY, CONNECT -> read(invocation, use);
      case WRITE -> written(invocation, use);
      case DELETE -> deleted(invocation, use);
    }
  }

  private void read(Invocation invocation, PathUse use) {
    if (!use.reveals()) {
      return;
    }
    Sensitivity sensitivity = SensitiveFiles.of(use.path());
    if (use.recursive() && holdsKeys(use.folder())) {
      sensitivity = Sensitivity.PRIVATE_KEY;
    }
    if (sensitivity.isNeverForTools()) {
      PathJudge.sensitive(sensitivity, use.action())
          .ifPresent(ruling -> verdicts.say(ruling, use.span(), invocation.disguise()));
    } else if (sensitivity == Sensitivity.CREDENTIALS) {
      boolean personal = use.place().isWithin(workspace.home()) && !isInside(use);
      note(
          invocation,
          use,
          personal ? Severity.WARN : Severity.NOTE,
          personal ? "paths.personal-credentials" : "paths.credentials");
    }
  }

  private void note(Invocation invocation, PathUse use, Severity severity, String rule) {
    verdicts.say(
        new Ruling(
            rule,
            Family.PATHS,
            severity,
            "ASI03",
            "the file holds credentials; its content is labelled secret"),
        use.span(),
        invocation.disguise());
  }

  private boolean holdsKeys(String folder) {
    return folder.endsWith("/.ssh")
        || folder.endsWith("/.gnupg")
        || folder.equals("/etc/ssl/private");
  }

  private boolean isInside(PathUse use) {
    return PathJudge.isInRoots(use.place(), workspace);
  }

  private void written(Invocation invocation, PathUse use) {
    String path = use.path();
    if (SystemPlaces.isRawDevice(path)) {
      if (!isHarmlessOn(invocation.program())) {
        say(
            invocation,
            Severity.BLOCK,
            "shell.raw-device",
            "the command overwrites a disk or the machine's memory");
      }
      return;
    }
    if (isHarmlessOn(invocation.program()) || isInside(use)) {
      return;
    }
    if (SystemPlaces.isTrusted(path, workspace.home())) {
      trusted(invocation, use);
    } else if (SystemPlaces.isSystem(path)
        && !use.place().isWithin(workspace.home())
        && !SystemPlaces.isTemporary(path)
        && !SystemPlaces.isHarmlessDevice(path)
        && !PathUses.isSocket(path)) {
      say(
          invocation,
          Severity.ASK,
          "shell.system-write",
          "the command changes the system's own files");
    }
  }

  /** Whether {@code program} changes a file's attributes at most. */
  private static boolean isHarmlessOn(String program) {
    return switch (program) {
      case "chmod", "chown", "chgrp", "setfacl", "chattr", "mkdir", "touch" -> true;
      default -> false;
    };
  }

  private void trusted(Invocation invocation, PathUse use) {
    String path = use.path();
    boolean decides =
        path.endsWith("passwd")
            || path.endsWith("shadow")
            || path.equals("/etc/group")
            || path.startsWith("/etc/sudoers")
            || path.equals("/etc/ld.so.preload")
            || path.contains("/.ssh/")
            || path.startsWith("/etc/cron")
            || path.startsWith("/var/spool/cron")
            || path.equals("/etc/rc.local");
    boolean overwrites = !use.appends() && isOverwrite(invocation, use);
    say(
        invocation,
        decides || overwrites ? Severity.BLOCK : Severity.ASK,
        "shell.trusted-file",
        "the command changes a file that logins, schedules or accounts depend on");
  }

  private static boolean isOverwrite(Invocation invocation, PathUse use) {
    if (invocation.program().equals("tee")) {
      return true;
    }
    for (Opened opened : invocation.redirects()) {
      if (opened.writes() && !opened.appends() && opened.target().span().equals(use.span())) {
        return true;
      }
    }
    return false;
  }

  private void deleted(Invocation invocation, PathUse use) {
    if (use.place().isWithin(workspace.home()) && use.path().endsWith("_history")) {
      say(invocation, Severity.ASK, "shell.history", "the command removes the history of commands");
    } else if (SystemPlaces.isAccountFile(use.path())) {
      say(
          invocation,
          Severity.BLOCK,
          "shell.trusted-file",
          "the command removes a file that accounts depend on");
    } else if (SensitiveFiles.of(use.path()) == Sensitivity.PRIVATE_KEY && !isInside(use)) {
      say(invocation, Severity.ASK, "shell.key-delete", "the command removes a private key");
    } else if (SystemPlaces.isRawDevice(use.path()) && use.action() == Action.DELETE) {
      say(invocation, Severity.BLOCK, "shell.raw-device", "the command overwrites a disk");
    }
  }

  private void say(Invocation invocation, Severity severity, String rule, String reason) {
    verdicts.say(invocation, severity, rule, "ASI02", reason);
  }
}
