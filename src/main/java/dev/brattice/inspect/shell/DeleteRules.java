package dev.brattice.inspect.shell;

import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.paths.Place;
import dev.brattice.inspect.paths.SystemPlaces;
import java.util.ArrayList;
import java.util.List;

/** Rules on what is deleted, emptied, moved away or opened to all, by what that would destroy. */
final class DeleteRules {
  private static final String RULE = "shell.recursive-delete";

  /** Below a home: caches of programs, and what was thrown away already. */
  private static final String[] CACHES = {
    "/.cache",
    "/.npm",
    "/.m2/repository/",
    "/.gradle/caches",
    "/.cargo/registry",
    "/.cargo/git",
    "/.yarn/cache",
    "/.yarn/berry/cache",
    "/.pnpm-store",
    "/.local/share/pnpm/store",
    "/.local/share/Trash",
    "/.bun/install/cache",
    "/.deno/",
    "/.nuget/packages",
    "/.ivy2/cache",
    "/.pub-cache",
    "/.conda/pkgs",
    "/.node-gyp",
    "/.expo/",
    "/.android/build-cache",
    "/go/pkg/mod",
    "/.Trash",
    "/Library/Caches",
    "/Library/Developer/Xcode/DerivedData",
    "/Library/Developer/CoreSimulator/Caches"
  };

  private final Workspace workspace;
  private final Verdicts verdicts;

  DeleteRules(Workspace workspace, Verdicts verdicts) {
    this.workspace = workspace;
    this.verdicts = verdicts;
  }

  void judge(Invocation invocation, List<PathUse> uses) {
    switch (invocation.program()) {
      case "rm",
          "srm",
          "trash",
          "trash-put",
          "remove-item",
          "ri",
          "rd",
          "rmdir",
          "del",
          "erase",
          "rimraf",
          "del-cli" ->
          removed(invocation, uses);
      case "find", "gfind" -> found(invocation, uses);
      case "mv", "move-item", "move" -> moved(invocation, uses);
      case "chmod", "chown", "chgrp", "setfacl", "chattr" -> opened(invocation, uses);
      case "rsync" -> mirrored(invocation, uses);
      default -> {}
    }
  }

  private void removed(Invocation invocation, List<PathUse> uses) {
    if (invocation.has("--no-preserve-root")) {
      block(invocation, "the command switches off the guard on deleting the top folder");
      return;
    }
    for (PathUse use : uses) {
      if (use.action() == Action.DELETE && (use.recursive() || emptiesAll(use))) {
        deleted(invocation, use);
      }
    }
  }

  /** What lists a folder and hands the names to what removes them removes the folder. */
  void judge(List<List<Invocation>> stages) {
    List<PathUse> listed = new ArrayList<>();
    boolean narrow = false;
    for (List<Invocation> stage : stages) {
      for (Invocation invocation : stage) {
        if (!listed.isEmpty() && removesUnknown(invocation)) {
          listed(invocation, listed, narrow);
        }
      }
      for (Invocation invocation : stage) {
        if (lists(invocation.program())) {
          listed.addAll(PathUses.of(invocation, workspace.home()));
          narrow |= invocation.program().endsWith("find") && FindRules.isNarrow(invocation);
        } else {
          narrow |= invocation.program().endsWith("grep") || invocation.program().equals("head");
        }
      }
    }
  }

  private static boolean lists(String program) {
    return switch (program) {
      case "find", "gfind", "ls", "fd", "fdfind", "tree", "dir", "gci", "get-childitem" -> true;
      default -> false;
    };
  }

  private static boolean removesUnknown(Invocation invocation) {
    return switch (invocation.program()) {
      case "rm", "shred", "unlink", "remove-item", "ri", "trash" ->
          invocation.windows()
              || invocation.arguments().stream().anyMatch(argument -> argument.beginsUnknown());
      default -> false;
    };
  }

  private void listed(Invocation remover, List<PathUse> folders, boolean narrow) {
    for (PathUse use : folders) {
      if (isVital(use.folder()) && narrow) {
        ask(remover, RULE, "the command deletes files all over a folder of the system");
      } else if (isVital(use.folder())) {
        block(remover, "the command deletes everything in a folder of the system or a home");
      } else if (isWorkspace(use.folder()) && !narrow && !use.path().equals(use.folder())) {
        ask(remover, "shell.workspace-delete", "the command deletes the whole workspace");
      }
    }
  }

  /** Whether a pattern stands for everything in a folder: {@code rm -f /etc/*}. */
  private static boolean emptiesAll(PathUse use) {
    return use.glob() && !use.folder().equals(use.path());
  }

  private void deleted(Invocation invocation, PathUse use) {
    String folder = use.folder();
    if (isVital(folder) || use.glob() && fitsSystemRoot(use.path())) {
      block(
          invocation,
          "the command deletes a folder of the system, a home folder or all above the workspace");
    } else if (isWorkspace(folder)) {
      ask(invocation, "shell.workspace-delete", "the command deletes the whole workspace");
    } else if (!isInside(folder) && !SystemPlaces.isTemporary(folder) && !isCache(folder)) {
      ask(invocation, RULE, "the command deletes a folder outside the workspace");
    }
  }

  private void found(Invocation invocation, List<PathUse> uses) {
    for (PathUse use : uses) {
      if (use.action() != Action.DELETE) {
        continue;
      }
      boolean narrow = FindRules.isNarrow(invocation);
      if (isVital(use.folder())) {
        if (narrow) {
          ask(invocation, RULE, "the command deletes files all over a folder of the system");
        } else {
          block(invocation, "the command deletes everything in a folder of the system or a home");
        }
      } else if (!narrow && isWorkspace(use.folder())) {
        ask(invocation, "shell.workspace-delete", "the command deletes the whole workspace");
      }
    }
  }

  private void moved(Invocation invocation, List<PathUse> uses) {
    for (PathUse use : uses) {
      if (use.action() == Action.DELETE && isVital(use.folder())) {
        block(invocation, "the command moves a folder of the system or a home away");
      } else if (use.action() == Action.WRITE && use.path().equals("/dev/null")) {
        ask(invocation, RULE, "moving a file to the null device destroys it");
      }
    }
  }

  private void opened(Invocation invocation, List<PathUse> uses) {
    for (PathUse use : uses) {
      if (use.action() == Action.WRITE
          && (use.recursive() || emptiesAll(use))
          && isVital(use.folder())) {
        verdicts.say(
            invocation,
            Severity.BLOCK,
            "shell.recursive-permissions",
            "ASI02",
            "the command changes permissions or owners all over the system or a home");
      }
    }
    if (invocation.program().equals("chmod") && setsUser(invocation)) {
      ask(invocation, "shell.setuid", "the command lets a program run with its owner's rights");
    }
  }

  private static boolean setsUser(Invocation invocation) {
    String mode = invocation.firstOperand();
    boolean octal = mode.length() == 4 && mode.charAt(0) >= '2' && mode.charAt(0) <= '7';
    return octal
        || mode.indexOf("+s") >= 0
        || mode.indexOf("+xs") >= 0
        || mode.indexOf("=s") >= 0
        || mode.indexOf("=rxs") >= 0
        || mode.indexOf("=rwxs") >= 0;
  }

  private void mirrored(Invocation invocation, List<PathUse> uses) {
    for (PathUse use : uses) {
      if (use.action() == Action.WRITE && invocation.has("--delete") && isVital(use.folder())) {
        block(invocation, "the command empties a folder of the system or a home by mirroring");
      }
    }
  }

  /** Whether losing {@code folder} takes the machine or the user's files with it. */
  boolean isVital(String folder) {
    if (SystemPlaces.isRoot(folder) || folder.equals(workspace.home()) || isHome(folder)) {
      return true;
    }
    if (folder.equals(workspace.home() + "/.ssh") || folder.equals(workspace.home() + "/.gnupg")) {
      return true;
    }
    if (Place.within(workspace.home(), folder)) {
      return true;
    }
    for (String root : workspace.roots()) {
      if (isAbove(folder, root)) {
        return true;
      }
    }
    return isAbove(folder, workspace.workingDirectory()) && !isInside(folder);
  }

  private static boolean isAbove(String folder, String root) {
    return !folder.equals(root) && Place.within(root, folder);
  }

  private static boolean isHome(String folder) {
    return folder.startsWith("/home/") && folder.indexOf('/', 6) < 0
        || folder.startsWith("/Users/") && folder.indexOf('/', 7) < 0
        || folder.regionMatches(true, 2, "/users/", 0, 7) && folder.indexOf('/', 9) < 0;
  }

  private boolean fitsSystemRoot(String pattern) {
    int slash = pattern.indexOf('/', 1);
    if (slash > 0) {
      return false;
    }
    for (String root : new String[] {"/bin", "/boot", "/etc", "/home", "/lib", "/usr", "/var"}) {
      if (Globs.matches(pattern, root)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWorkspace(String folder) {
    return workspace.roots().contains(folder) || folder.equals(workspace.workingDirectory());
  }

  private boolean isInside(String folder) {
    if (workspace.roots().isEmpty()) {
      return Place.within(folder, workspace.workingDirectory());
    }
    for (String root : workspace.roots()) {
      if (Place.within(folder, root)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a path below a home ends in a folder that builds make, some way down. */
  private static boolean isMade(String below) {
    int slash = below.lastIndexOf('/');
    if (below.indexOf('/', 1) < 0) {
      return false;
    }
    return switch (below.substring(slash + 1)) {
      case "node_modules",
          "dist",
          "build",
          "target",
          "out",
          "coverage",
          "__pycache__",
          "venv",
          ".venv",
          ".next",
          ".nuxt",
          ".turbo",
          ".tox",
          ".gradle",
          ".pytest_cache",
          ".mypy_cache",
          ".ruff_cache",
          ".terraform" ->
          true;
      default -> false;
    };
  }

  /** Whether {@code folder} holds what programs fetch or make again by themselves. */
  private boolean isCache(String folder) {
    String home = workspace.home();
    if (folder.startsWith(home) && folder.startsWith("/", home.length())) {
      String below = folder.substring(home.length());
      if (isMade(below)) {
        return true;
      }
      for (String cache : CACHES) {
        if (below.startsWith(cache)) {
          return true;
        }
      }
    }
    return folder.startsWith("/var/lib/apt/lists") || folder.startsWith("/var/cache/");
  }

  private void block(Invocation invocation, String reason) {
    verdicts.say(invocation, Severity.BLOCK, RULE, "ASI02", reason);
  }

  private void ask(Invocation invocation, String rule, String reason) {
    verdicts.say(invocation, Severity.ASK, rule, "ASI02", reason);
  }
}
