package dev.brattice.inspect.paths;

import dev.brattice.inspect.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Works out which place a spelling of a path stands for. Linear in its length. */
public final class Places {
  private static final String[] HOME_VARIABLES = {
    "$HOME", "${HOME}", "%USERPROFILE%", "%HOME%", "$env:USERPROFILE", "$env:HOME"
  };

  private Places() {}

  /** The place of {@code spelled} as a file tool would open it. */
  public static Place of(String spelled, Workspace workspace) {
    return of(spelled, workspace.workingDirectory(), workspace.home());
  }

  /**
   * The place of {@code spelled}, its disguises undone.
   *
   * @param spelled a path in any spelling
   * @param workingDirectory what relative paths start from; absolute
   * @param home what {@code ~} stands for; absolute
   */
  public static Place of(String spelled, String workingDirectory, String home) {
    String raw = spelled.strip();
    Spelling spelling = isPlain(raw) ? new Spelling(raw, false, false, false) : Spelling.of(raw);
    return resolve(spelling, workingDirectory, home);
  }

  /** The place of {@code spelled} as a shell opens it: percent signs stand for themselves. */
  public static Place literally(String spelled, String workingDirectory, String home) {
    return resolve(new Spelling(spelled, false, false, false), workingDirectory, home);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c >= 0x80 || c < ' ' || c == 'x' && i > 0 && text.charAt(i - 1) == '0') {
        return false;
      }
    }
    return true;
  }

  private static Place resolve(Spelling spelling, String workingDirectory, String home) {
    String text = withoutScheme(spelling.text());
    text = withHome(text, home);
    boolean windows = isDrive(text) || text.indexOf('\\') >= 0;
    text = windows ? slashes(text) : text;
    boolean share = windows && text.startsWith("//") && text.length() > 2;
    boolean absolute = text.startsWith("/") || isDrive(text);
    var walk = new Walk(absolute ? text : workingDirectory + '/' + text, windows);
    walk.run();
    String path = share ? '/' + walk.path() : walk.path();
    return new Place(
        beyondProcessLinks(path, workingDirectory),
        walk.climbs,
        walk.climbsBeyondTop,
        spelling.disguised() || walk.stretched,
        spelling.hasNull(),
        spelling.corrupt(),
        share,
        walk.aim());
  }

  private static String withoutScheme(String text) {
    if (!text.regionMatches(true, 0, "file:", 0, 5)) {
      return text;
    }
    String rest = text.substring(5);
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String host = rest.substring(2, slash < 0 ? rest.length() : slash);
      boolean local = host.isEmpty() || host.equalsIgnoreCase("localhost") || host.equals(".");
      rest = local && slash >= 0 ? rest.substring(slash) : rest.substring(1);
    }
    // A drive stands behind the slash: file:///C:/x.
    return rest.length() > 2 && rest.charAt(0) == '/' && isDrive(rest.substring(1))
        ? rest.substring(1)
        : rest;
  }

  private static String withHome(String text, String home) {
    if (text.startsWith("~")) {
      int end = 1;
      while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '\\') {
        end++;
      }
      String user = text.substring(1, end);
      if (user.isEmpty()) {
        return home + text.substring(1);
      }
      return isUser(user) ? homeOf(user, home) + text.substring(end) : text;
    }
    if (text.startsWith("$") || text.startsWith("%")) {
      for (String variable : HOME_VARIABLES) {
        if (text.regionMatches(true, 0, variable, 0, variable.length())) {
          return home + text.substring(variable.length());
        }
      }
    }
    return text;
  }

  /** The home folder of another user, beside the home folder known. */
  public static String homeOf(String user, String home) {
    if (user.equals("root")) {
      return "/root";
    }
    int slash = home.lastIndexOf('/');
    return (slash > 0 ? home.substring(0, slash) : "/home") + '/' + user;
  }

  private static boolean isUser(String user) {
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9' && i > 0) && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Backslashes as slashes; the prefixes that switch Windows' own rules off are left out. */
  private static String slashes(String text) {
    String slashed = text.replace('\\', '/');
    if (slashed.startsWith("//?/") || slashed.startsWith("//./")) {
      String rest = slashed.substring(4);
      if (rest.regionMatches(true, 0, "UNC/", 0, 4)) {
        return "//" + rest.substring(4);
      }
      return isDrive(rest) ? rest : '/' + rest;
    }
    return slashed;
  }

  private static boolean isDrive(String text) {
    if (text.length() < 2 || text.charAt(1) != ':') {
      return false;
    }
    char drive = (char) (text.charAt(0) | 0x20);
    return drive >= 'a'
        && drive <= 'z'
        && (text.length() == 2 || text.charAt(2) == '/' || text.charAt(2) == '\\');
  }

  /** Follows {@code /proc/<process>/root} and {@code /proc/<process>/cwd}, which are links. */
  private static String beyondProcessLinks(String path, String workingDirectory) {
    int from = 0;
    while (path.startsWith("/proc/", from)) {
      int process = path.indexOf('/', from + 6);
      if (process < 0) {
        break;
      }
      int task = path.startsWith("/task/", process) ? path.indexOf('/', process + 6) : process;
      int link = task < 0 ? process : task;
      if (path.startsWith("/cwd", link) && endsPart(path, link + 4)) {
        return workingDirectory + path.substring(link + 4);
      }
      if (!path.startsWith("/root", link) || !endsPart(path, link + 5)) {
        break;
      }
      from = link + 5;
    }
    return from == path.length() ? "/" : path.substring(from);
  }

  private static boolean endsPart(String path, int at) {
    return at == path.length() || path.charAt(at) == '/';
  }

  /** Takes a path apart and puts it together without its detours. */
  private static final class Walk {
    private final String text;
    private final boolean windows;
    private final List<String> parts = new ArrayList<>();
    private String top = "";
    private boolean climbs;
    private boolean stretched;
    private int climbsBeyondTop;

    /** How many parts stood before what came after the last climb. */
    private int landing;

    Walk(String text, boolean windows) {
      this.text = text;
      this.windows = windows;
    }

    void run() {
      int start = 0;
      if (isDrive(text)) {
        top = text.substring(0, 2).toLowerCase(Locale.ROOT);
        start = 2;
      }
      for (int i = start; i <= text.length(); i++) {
        if (i == text.length() || text.charAt(i) == '/') {
          part(text.substring(start, i));
          start = i + 1;
        }
      }
    }

    private void part(String written) {
      String part = windows ? withoutWindowsTail(written) : written;
      switch (part) {
        case "", "." -> {}
        case ".." -> climb();
        default -> {
          if (isStretched(part)) {
            stretched = true;
            climb();
          } else {
            parts.add(part);
          }
        }
      }
    }

    private void climb() {
      climbs = true;
      if (parts.isEmpty()) {
        climbsBeyondTop++;
      } else {
        parts.removeLast();
      }
      landing = parts.size();
    }

    /** Four dots and more become {@code ..} where a filter removes {@code ../} once. */
    private static boolean isStretched(String part) {
      if (part.length() < 4) {
        return false;
      }
      for (int i = 0; i < part.length(); i++) {
        if (part.charAt(i) != '.') {
          return false;
        }
      }
      return true;
    }

    /** Windows ignores dots and spaces at the end and names a file's own stream after a colon. */
    private static String withoutWindowsTail(String part) {
      int end = part.indexOf(':') > 0 ? part.indexOf(':') : part.length();
      while (end > 0 && (part.charAt(end - 1) == '.' || part.charAt(end - 1) == ' ')) {
        end--;
      }
      return end == 0 ? part.strip() : part.substring(0, end);
    }

    String path() {
      return parts.isEmpty() && !top.isEmpty() ? top : top + from(0);
    }

    String aim() {
      return climbs ? from(landing) : "";
    }

    private String from(int first) {
      if (first == parts.size()) {
        return "/";
      }
      var path = new StringBuilder(text.length() + 1);
      for (String part : parts.subList(first, parts.size())) {
        path.append('/').append(part);
      }
      return path.toString();
    }
  }
}
