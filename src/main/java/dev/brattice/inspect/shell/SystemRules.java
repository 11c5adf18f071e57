package dev.brattice.inspect.shell;

import dev.brattice.inspect.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules on commands that reach beyond files: processes, power, disks, rights, traces. */
final class SystemRules {
  private final Verdicts verdicts;

  SystemRules(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  void judge(Invocation invocation, List<PathUse> uses) {
    preload(invocation);
    switch (invocation.program()) {
      case "kill" -> killed(invocation);
      case "killall5" -> block(invocation, "shell.kill-all", "the command ends every process");
      case "shutdown", "reboot", "halt", "poweroff" ->
          ask(invocation, "shell.power", "the command switches the machine off");
      case "init", "telinit" -> {
        if (invocation.has("0") || invocation.has("6")) {
          ask(invocation, "shell.power", "the command switches the machine off");
        }
      }
      case "systemctl", "service", "launchctl" -> services(invocation);
      case "mke2fs",
          "hdparm",
          "nvme",
          "mdadm",
          "pvremove",
          "btrfs",
          "mkdosfs",
          "mkntfs",
          "wipefs",
          "blkdiscard",
          "fdisk",
          "sfdisk",
          "sgdisk",
          "gdisk",
          "parted",
          "cfdisk",
          "cryptsetup" ->
          disk(invocation);
      case "lvremove", "vgremove" -> ask(invocation, "shell.disk", "the command removes volumes");
      case "zpool", "zfs" -> {
        if (invocation.has("destroy") || invocation.has("labelclear")) {
          ask(invocation, "shell.disk", "the command destroys a pool or a data set");
        }
      }
      case "diskutil" -> {
        if (changesDisk(invocation.firstOperand())) {
          ask(invocation, "shell.disk", "the command changes the layout of a disk");
        }
      }
      case "userdel", "deluser", "groupdel" ->
          ask(invocation, "shell.accounts", "the command deletes an account of this machine");
      case "history" -> {
        if (invocation.hasOption('c', "") || invocation.hasOption('d', "")) {
          ask(invocation, "shell.history", "the command removes the history of commands");
        }
      }
      case "unset" -> {
        if (invocation.has("HISTFILE")) {
          ask(invocation, "shell.history", "the command keeps commands out of the history");
        }
      }
      case "csrutil", "spctl" -> {
        if (invocation.has("disable") || invocation.has("--master-disable")) {
          ask(invocation, "shell.monitoring", "the command switches protection off");
        }
      }
      case "iptables", "ip6tables", "nft", "ufw", "setenforce", "pfctl" -> firewall(invocation);
      case "crontab" -> {
        if (!invocation.hasOption('l', "")) {
          ask(invocation, "shell.schedule", "the command changes what runs on a schedule");
        }
      }
      case "insmod", "modprobe", "rmmod", "kextload" -> kernel(invocation);
      case "useradd", "adduser", "usermod", "passwd", "chpasswd", "visudo", "dscl" ->
          warn(invocation, "shell.accounts", "the command changes the accounts of this machine");
      case "docker", "podman", "nerdctl" -> container(invocation);
      default -> {
        if (invocation.program().startsWith("mkfs") || invocation.program().startsWith("newfs")) {
          formatted(invocation, uses);
        }
      }
    }
  }

  private void preload(Invocation invocation) {
    for (Map.Entry<String, String> assignment : invocation.assignments().entrySet()) {
      preload(invocation, assignment.getKey());
    }
    if (invocation.program().equals("export")) {
      for (Argument argument : invocation.arguments()) {
        int equals = argument.text().indexOf('=');
        if (equals > 0) {
          preload(invocation, argument.text().substring(0, equals));
        }
      }
    }
  }

  private void preload(Invocation invocation, String name) {
    switch (name) {
      case "LD_PRELOAD", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "BASH_ENV", "PROMPT_COMMAND" ->
          ask(invocation, "shell.preload", "the command makes other programs load foreign code");
      case "HISTFILE", "HISTSIZE", "HISTFILESIZE" ->
          warn(invocation, "shell.history", "the command keeps commands out of the history");
      default -> {}
    }
  }

  private void kernel(Invocation invocation) {
    if (!invocation.has("--version") && !invocation.has("--help")) {
      ask(invocation, "shell.kernel", "the command changes the running kernel");
    }
  }

  private void killed(Invocation invocation) {
    List<Argument> arguments = invocation.arguments();
    // The first argument may be a signal; behind it, or behind `--`, minus one means everybody.
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.get(i).text().equals("-1")) {
        block(invocation, "shell.kill-all", "the command ends every process of the user");
        return;
      }
    }
  }

  private void services(Invocation invocation) {
    if (invocation.has("poweroff") || invocation.has("reboot") || invocation.has("halt")) {
      ask(invocation, "shell.power", "the command switches the machine off");
      return;
    }
    if (invocation.program().equals("launchctl")
        && (invocation.has("load") || invocation.has("bootstrap") || invocation.has("submit"))) {
      ask(invocation, "shell.schedule", "the command changes what runs on its own");
      return;
    }
    boolean stops =
        invocation.has("stop")
            || invocation.has("disable")
            || invocation.has("mask")
            || invocation.has("kill");
    if (!stops) {
      return;
    }
    for (Argument argument : invocation.arguments()) {
      if (isWatching(argument.text())) {
        ask(invocation, "shell.monitoring", "the command stops a service that watches the machine");
        return;
      }
    }
  }

  private static boolean isWatching(String service) {
    return service.startsWith("auditd")
        || service.startsWith("rsyslog")
        || service.startsWith("syslog")
        || service.startsWith("firewalld")
        || service.startsWith("ufw")
        || service.startsWith("apparmor")
        || service.startsWith("fail2ban")
        || service.startsWith("clamav")
        || service.startsWith("falco")
        || service.startsWith("crowdstrike")
        || service.startsWith("falcon-sensor")
        || service.startsWith("osqueryd");
  }

  private static boolean changesDisk(String verb) {
    String lower = verb.toLowerCase(Locale.ROOT);
    return lower.startsWith("erase")
        || lower.startsWith("secureerase")
        || lower.startsWith("zero")
        || lower.startsWith("random")
        || lower.startsWith("partition")
        || lower.startsWith("reformat");
  }

  private void disk(Invocation invocation) {
    boolean informs =
        switch (invocation.program()) {
          case "hdparm" -> !hasPart(invocation, "security-") && !hasPart(invocation, "trim-");
          case "nvme" -> !invocation.has("format") && !invocation.has("sanitize");
          case "mdadm" ->
              !invocation.has("--zero-superblock")
                  && !invocation.has("--create")
                  && !invocation.has("--stop");
          case "btrfs" -> !invocation.has("delete");
          default ->
              invocation.hasOption('l', "--list")
                  || invocation.has("print")
                  || invocation.has("status");
        };
    if (!informs && namesDevice(invocation)) {
      ask(invocation, "shell.disk", "the command changes the layout of a disk");
    }
  }

  private static boolean hasPart(Invocation invocation, String part) {
    for (Argument argument : invocation.arguments()) {
      if (argument.text().contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesDevice(Invocation invocation) {
    for (Argument argument : invocation.arguments()) {
      if (argument.text().startsWith("/dev/")
          || argument.text().equals("/")
          || argument.beginsUnknown()) {
        return true;
      }
    }
    return false;
  }

  private void formatted(Invocation invocation, List<PathUse> uses) {
    if (!onlyFiles(uses)) {
      ask(invocation, "shell.disk", "the command makes a new file system");
    }
  }

  /** Whether every path is a file, such as a disk image; devices are judged as such. */
  private static boolean onlyFiles(List<PathUse> uses) {
    boolean files = false;
    for (PathUse use : uses) {
      if (use.path().startsWith("/dev/")) {
        return false;
      }
      files = true;
    }
    return files;
  }

  private void firewall(Invocation invocation) {
    boolean off =
        invocation.has("-F")
            || invocation.has("--flush")
            || invocation.has("flush")
            || invocation.has("disable")
            || invocation.has("reset")
            || invocation.has("0")
            || invocation.has("Permissive")
            || invocation.has("-d");
    if (off) {
      warn(invocation, "shell.firewall", "the command takes the machine's protection away");
    }
  }

  private void container(Invocation invocation) {
    boolean starts = invocation.has("run") || invocation.has("exec") || invocation.has("create");
    if (!starts) {
      return;
    }
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      boolean wide =
          text.equals("--privileged")
              || text.equals("--pid=host")
              || text.startsWith("--cap-add=ALL")
              || text.startsWith("--cap-add=SYS_ADMIN")
              || text.startsWith("/:")
              || text.startsWith("-v/:")
              || text.startsWith("/var/run/docker.sock:")
              || text.startsWith("--volume=/:");
      if (wide) {
        ask(invocation, "shell.container-escape", "the container gets the rights of the machine");
        return;
      }
    }
  }

  private void block(Invocation invocation, String rule, String reason) {
    verdicts.say(invocation, Severity.BLOCK, rule, "ASI02", reason);
  }

  private void ask(Invocation invocation, String rule, String reason) {
    verdicts.say(invocation, Severity.ASK, rule, "ASI02", reason);
  }

  private void warn(Invocation invocation, String rule, String reason) {
    verdicts.say(invocation, Severity.WARN, rule, "ASI02", reason);
  }
}
