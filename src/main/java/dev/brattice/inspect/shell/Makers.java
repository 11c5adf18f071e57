package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The programs whose output says something about the text that is made of it. */
final class Makers {
  /** How many are remembered for one text; further ones add nothing that those do not say. */
  static final int MAKERS_MAX = 16;

  private Makers() {}

  /** Those of {@code made} that matter, at most {@link #MAKERS_MAX}. */
  static List<Invocation> telling(List<Invocation> made) {
    if (made.isEmpty()) {
      return List.of();
    }
    List<Invocation> telling = new ArrayList<>();
    // What weighs most comes first, so that no crowd of others pushes it out.
    add(made, telling, Makers::fetches);
    add(made, telling, maker -> !fetches(maker) && transforms(maker));
    add(made, telling, maker -> !transforms(maker) && listsProcesses(maker.program()));
    return List.copyOf(telling);
  }

  private static void add(
      List<Invocation> made, List<Invocation> telling, Predicate<Invocation> sort) {
    for (Invocation maker : made) {
      if (telling.size() < MAKERS_MAX && sort.test(maker)) {
        telling.add(maker);
      }
    }
  }

  /** Whether {@code maker} prints what lies on another machine. */
  static boolean fetches(Invocation maker) {
    if (Programs.isDownloader(maker.program()) || Programs.isSocket(maker.program())) {
      return !onlyInforms(maker);
    }
    return switch (maker.program()) {
      case "dig", "nslookup", "host", "drill", "kdig", "ssh", "iwr", "irm" -> true;
      case "invoke-webrequest", "invoke-restmethod" -> true;
      case "aws", "gsutil", "gcloud", "az", "s3cmd" -> copiesOut(maker);
      case "gh", "glab" -> maker.has("api") || maker.has("gist") || maker.has("view");
      case "openssl" -> maker.has("s_client");
      default -> opensSocket(maker);
    };
  }

  private static boolean onlyInforms(Invocation maker) {
    return maker.has("--version") || maker.has("--help") || maker.has("-V");
  }

  /** {@code aws s3 cp s3://… -} and its like. */
  private static boolean copiesOut(Invocation maker) {
    return maker.has("cat") || (maker.has("cp") || maker.has("get")) && maker.has("-");
  }

  private static boolean opensSocket(Invocation maker) {
    for (Opened opened : maker.redirects()) {
      if (!opened.writes() && PathUses.isSocket(opened.target().text())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether {@code maker} makes a text of another so that it can no longer be read here: it decodes
   * one, or changes one that stood in the command.
   */
  static boolean transforms(Invocation maker) {
    if (decodes(maker)) {
      return true;
    }
    boolean changes =
        switch (maker.program()) {
          case "sed",
              "gsed",
              "awk",
              "gawk",
              "mawk",
              "nawk",
              "tr",
              "cut",
              "rev",
              "tac",
              "fold",
              "gunzip",
              "zcat",
              "bunzip2",
              "xz",
              "unxz",
              "zstd",
              "lz4",
              "uudecode",
              "bc",
              "dc",
              "jq",
              "paste",
              "head",
              "tail",
              "sort" ->
              true;
          default -> !Programs.language(maker.program()).isEmpty();
        };
    return changes && maker.input().filter(flow -> !flow.text().isBlank()).isPresent();
  }

  /** Whether {@code maker} decodes an encoding that nobody reads. */
  static boolean decodes(Invocation maker) {
    return switch (maker.program()) {
      case "base64", "gbase64", "base32", "basenc" ->
          maker.hasOption('d', "--decode") || maker.hasOption('D', "--decode");
      case "xxd" -> maker.hasOption('r', "-revert");
      case "openssl" ->
          maker.has("-d") && (maker.has("enc") || maker.has("base64") || maker.has("aes-256-cbc"));
      case "uudecode" -> true;
      default -> false;
    };
  }

  /** Whether {@code program} tells which processes there are. */
  static boolean listsProcesses(String program) {
    return switch (program) {
      case "pgrep", "pidof", "ps", "jps", "lsof", "fuser", "grep", "awk", "rg", "egrep" -> true;
      default -> false;
    };
  }
}
