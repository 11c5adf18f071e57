package dev.brattice.inspect.shell;

import dev.brattice.inspect.Touch.Action;
import java.util.List;

/** The files of programs that have their own way of naming them. */
final class OddPathUses {
  private final Invocation invocation;
  private final PathUses uses;

  OddPathUses(Invocation invocation, PathUses uses) {
    this.invocation = invocation;
    this.uses = uses;
  }

  /** Adds the files that {@code program} names. */
  void find(String program) {
    switch (program) {
      case "tee" -> written(invocation.operands(), invocation.hasOption('a', "--append"));
      case "touch", "mkdir", "truncate", "out-file", "set-content", "sc", "split", "csplit" ->
          written(Options.operands(invocation.arguments(), "smtrabCln"), false);
      case "add-content", "ac" -> written(invocation.operands(), true);
      case "chmod", "chown", "chgrp", "setfacl", "chattr" -> changed();
      case "dd" -> assigned();
      case "tar", "gtar", "bsdtar" -> tar();
      case "zip", "7z", "7za", "rar" -> packed(program);
      case "unzip" -> unpacked();
      case "curl", "wget", "http", "https", "xh", "aria2c" -> transferred(program);
      case "find", "gfind" -> searched();
      case "git" -> git();
      case "openssl" -> {
        option('\0', "-in", Action.READ, true);
        option('\0', "-out", Action.WRITE, false);
      }
      case "docker", "podman", "nerdctl" -> mounted();
      case "mkfs", "wipefs", "blkdiscard", "mkswap", "badblocks" ->
          written(invocation.operands(), false);
      case "perl", "ruby" -> edited();
      default -> other(program);
    }
  }

  private void written(List<Argument> operands, boolean appends) {
    for (Argument operand : operands) {
      uses.add(operand, Action.WRITE, false, false, appends);
    }
  }

  /** The first operand is the mode or the owner. */
  private void changed() {
    List<Argument> operands = invocation.operands();
    boolean recursive =
        invocation.hasOption('R', "--recursive") || invocation.hasOption('r', "--recursive");
    for (int i = 1; i < operands.size(); i++) {
      uses.add(operands.get(i), Action.WRITE, false, recursive, true);
    }
  }

  private void assigned() {
    for (Argument argument : invocation.arguments()) {
      if (argument.text().startsWith("if=")) {
        uses.add(Options.rest(argument, 3), Action.READ, true, false, false);
      } else if (argument.text().startsWith("of=")) {
        uses.add(Options.rest(argument, 3), Action.WRITE, false, false, false);
      }
    }
  }

  private void tar() {
    List<Argument> arguments = invocation.arguments();
    if (arguments.isEmpty()) {
      return;
    }
    String cluster = arguments.getFirst().text();
    boolean creates =
        cluster.startsWith("--create") || !cluster.startsWith("--") && cluster.indexOf('c') >= 0;
    int at = 1;
    boolean archiveNext = !cluster.startsWith("--") && cluster.indexOf('f') >= 0;
    for (; at < arguments.size(); at++) {
      Argument argument = arguments.get(at);
      if (archiveNext && !argument.isOption()) {
        uses.add(argument, creates ? Action.WRITE : Action.READ, !creates, false, false);
        archiveNext = false;
      } else if (argument.text().equals("-C") && at + 1 < arguments.size()) {
        Action action = creates ? Action.READ : Action.WRITE;
        uses.add(arguments.get(++at), action, creates, creates, false);
      } else if (argument.isOption()) {
        archiveNext |= argument.text().endsWith("f") && !argument.text().startsWith("--");
      } else if (creates) {
        uses.add(argument, Action.READ, true, true, false);
      }
    }
  }

  private void packed(String program) {
    List<Argument> operands = invocation.operands();
    int archive = program.equals("zip") ? 0 : 1;
    for (int i = archive; i < operands.size(); i++) {
      boolean first = i == archive;
      uses.add(operands.get(i), first ? Action.WRITE : Action.READ, !first, !first, false);
    }
  }

  private void unpacked() {
    List<Argument> operands = Options.operands(invocation.arguments(), "d");
    if (!operands.isEmpty()) {
      uses.add(operands.getFirst(), Action.READ, true, false, false);
    }
    option('d', "", Action.WRITE, false);
  }

  /** Uploads and downloads: {@code -o file}, {@code -T file}, {@code @file}, {@code name=@file}. */
  private void transferred(String program) {
    boolean wget = program.equals("wget");
    if (wget) {
      option('O', "--output-document", Action.WRITE, false);
      option('P', "--directory-prefix", Action.WRITE, false);
      option('\0', "--post-file", Action.READ, true);
      option('\0', "--body-file", Action.READ, true);
      option('i', "--input-file", Action.READ, true);
      return;
    }
    option('o', "--output", Action.WRITE, false);
    option('T', "--upload-file", Action.READ, true);
    option('K', "--config", Action.READ, true);
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      int at = text.indexOf("=@");
      if (text.startsWith("@")) {
        uses.add(Options.rest(argument, 1), Action.READ, true, false, false);
      } else if (at > 0 && !text.contains("://")) {
        int end = text.indexOf(';', at);
        Argument file = Options.rest(argument, at + 2);
        uses.add(
            end < 0 ? file : Argument.plain(text.substring(at + 2, end), argument.span()),
            Action.READ,
            true,
            false,
            false);
      } else if (text.startsWith("-d@") || text.startsWith("-T") && text.length() > 2) {
        uses.add(
            Options.rest(argument, text.charAt(1) == 'd' ? 3 : 2), Action.READ, true, false, false);
      }
    }
  }

  private void option(char letter, String word, Action action, boolean reveals) {
    Options.value(invocation.arguments(), letter, word)
        .ifPresent(file -> uses.add(file, action, reveals, false, false));
  }

  private void searched() {
    boolean deletes = FindRules.deletes(invocation);
    for (Argument root : FindRules.roots(invocation)) {
      uses.add(root, deletes ? Action.DELETE : Action.READ, false, true, false);
    }
  }

  private void git() {
    List<Argument> operands = Options.operands(invocation.arguments(), "CcmFbu");
    if (operands.isEmpty()) {
      return;
    }
    List<Argument> rest = operands.subList(1, operands.size());
    switch (operands.getFirst().text()) {
      case "add", "blame" -> uses.all(rest, Action.READ, false);
      case "diff", "log", "show", "checkout", "restore" -> {
        for (Argument operand : rest) {
          if (looksLikePath(operand.text())) {
            uses.add(operand, Action.READ, false, false, false);
          }
        }
      }
      case "rm" -> {
        for (Argument operand : rest) {
          uses.add(operand, Action.DELETE, false, invocation.hasOption('r', ""), false);
        }
      }
      case "mv" -> {
        for (Argument operand : rest) {
          uses.add(operand, Action.WRITE, false, false, false);
        }
      }
      default -> {}
    }
  }

  /** Folders of this machine that a container is given. */
  private void mounted() {
    for (int i = 0; i + 1 < invocation.arguments().size(); i++) {
      String text = invocation.arguments().get(i).text();
      if (text.equals("-v") || text.equals("--volume")) {
        Argument mount = invocation.arguments().get(i + 1);
        int colon = mount.text().indexOf(':');
        String source = colon < 0 ? "" : mount.text().substring(0, colon);
        if (source.startsWith("/") || source.startsWith(".")) {
          uses.add(Argument.plain(source, mount.span()), Action.ANY, false, true, false);
        }
      }
    }
  }

  private void edited() {
    if (invocation.hasOption('i', "")) {
      List<Argument> operands = Options.operands(invocation.arguments(), "e");
      uses.all(operands, Action.WRITE, false);
    } else {
      other(invocation.program());
    }
  }

  /** Interpreters run their first operand; of other programs only what looks like a path counts. */
  private void other(String program) {
    boolean runs = Programs.isShell(program) || !Programs.language(program).isEmpty();
    boolean first = runs;
    if (program.startsWith("mkfs.") || program.startsWith("newfs")) {
      written(invocation.operands(), false);
      return;
    }
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      if (argument.isOption()) {
        int equals = text.indexOf('=');
        if (equals > 0 && looksLikePath(text.substring(equals + 1))) {
          uses.add(Options.rest(argument, equals + 1), Action.ANY, true, false, false);
        }
        // What follows an option that brings code is no file.
        first &= !bringsCode(text, program);
      } else if (first && !argument.process()) {
        uses.add(argument, Action.EXECUTE, false, false, false);
        first = false;
      } else if (looksLikePath(text)) {
        uses.add(argument, Action.ANY, true, false, false);
      }
    }
  }

  private static boolean bringsCode(String option, String program) {
    if (option.startsWith("--")) {
      return option.equals("--eval") || option.equals("--print");
    }
    return Programs.isShell(program)
        ? option.indexOf('c') > 0
        : "cemrpE".indexOf(option.charAt(option.length() - 1)) >= 0;
  }

  private static boolean looksLikePath(String text) {
    if (text.isEmpty()
        || text.length() > 4_096
        || text.contains("://")
        || text.indexOf('\n') >= 0) {
      return false;
    }
    char first = text.charAt(0);
    return first == '/' && text.indexOf(' ') < 0
        || first == '.'
        || first == '~'
        || text.length() > 2 && text.charAt(1) == ':' && text.charAt(2) == '\\'
        || text.indexOf('/') > 0 && text.indexOf(' ') < 0;
  }
}
