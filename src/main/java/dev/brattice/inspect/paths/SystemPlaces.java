package dev.brattice.inspect.paths;

import java.util.Locale;
import java.util.Set;

/** Knows the folders of the operating system and the files it starts programs from. */
public final class SystemPlaces {
  /** Folders whose loss takes the machine or the user's files with it. */
  private static final Set<String> ROOTS =
      Set.of(
          "/",
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/home",
          "/lib",
          "/lib32",
          "/lib64",
          "/libexec",
          "/opt",
          "/proc",
          "/root",
          "/run",
          "/sbin",
          "/srv",
          "/sys",
          "/usr",
          "/usr/bin",
          "/usr/include",
          "/usr/lib",
          "/usr/lib64",
          "/usr/libexec",
          "/usr/local",
          "/usr/local/bin",
          "/usr/local/lib",
          "/usr/sbin",
          "/usr/share",
          "/var",
          "/var/lib",
          "/var/log",
          "/var/www",
          "/var/spool",
          "/var/mail",
          "/var/backups",
          "/mnt",
          "/media",
          "/Users",
          "/System",
          "/Library",
          "/Applications",
          "/Volumes",
          "/private",
          "/private/etc",
          "/private/var",
          "/cores",
          "/nix",
          "/nix/store",
          "/snap",
          "/etc/ssh",
          "/etc/ssl",
          "/etc/systemd");

  private static final Set<String> WINDOWS_ROOTS =
      Set.of(
          "",
          "/windows",
          "/windows/system32",
          "/users",
          "/program files",
          "/program files (x86)",
          "/programdata");

  private static final Set<String> PROFILES =
      Set.of(
          ".bashrc",
          ".bash_profile",
          ".bash_login",
          ".bash_logout",
          ".profile",
          ".zshrc",
          ".zshenv",
          ".zprofile",
          ".zlogin",
          ".kshrc",
          ".cshrc",
          ".tcshrc",
          ".xinitrc",
          ".xprofile",
          ".xsession",
          ".pam_environment",
          ".inputrc");

  private SystemPlaces() {}

  /** Whether {@code path} is a folder of the system or the top of a drive. */
  public static boolean isRoot(String path) {
    if (path.length() > 1 && path.charAt(1) == ':') {
      return WINDOWS_ROOTS.contains(path.substring(2).toLowerCase(Locale.ROOT));
    }
    return ROOTS.contains(path);
  }

  /** Whether {@code path} is where the system's own files lie. */
  public static boolean isSystem(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (path.length() > 1 && path.charAt(1) == ':') {
      String rest = lower.substring(2);
      return isWindowsSystem(rest) || rest.startsWith("/program files") || rest.equals("/boot.ini");
    }
    return startsWithPart(path, "/etc")
        || startsWithPart(path, "/bin")
        || startsWithPart(path, "/sbin")
        || startsWithPart(path, "/boot")
        || startsWithPart(path, "/dev")
        || startsWithPart(path, "/lib")
        || startsWithPart(path, "/lib64")
        || startsWithPart(path, "/proc")
        || startsWithPart(path, "/sys")
        || startsWithPart(path, "/usr")
        || startsWithPart(path, "/root")
        || startsWithPart(path, "/var/spool")
        || startsWithPart(path, "/var/log")
        || startsWithPart(path, "/var/lib")
        || startsWithPart(path, "/var/mail")
        || startsWithPart(path, "/private/etc")
        || startsWithPart(path, "/Library")
        || startsWithPart(path, "/System")
        || startsWithPart(path, "/Applications")
        || isWindowsSystem(lower)
        || lower.equals("/boot.ini");
  }

  private static boolean isWindowsSystem(String lower) {
    return startsWithPart(lower, "/windows") || startsWithPart(lower, "/winnt");
  }

  /** Whether everybody may read {@code path} and programs do so all day. */
  public static boolean isOpenToRead(String path) {
    return startsWithPart(path, "/usr")
        || startsWithPart(path, "/lib")
        || startsWithPart(path, "/lib64")
        || startsWithPart(path, "/bin")
        || startsWithPart(path, "/sbin")
        || startsWithPart(path, "/opt")
        || startsWithPart(path, "/etc")
        || startsWithPart(path, "/proc")
        || startsWithPart(path, "/sys")
        || startsWithPart(path, "/dev")
        || startsWithPart(path, "/nix")
        || startsWithPart(path, "/snap")
        || startsWithPart(path, "/System")
        || startsWithPart(path, "/Library")
        || startsWithPart(path, "/Applications")
        || isTemporary(path);
  }

  /** Whether {@code path} lies inside a folder for temporary files. */
  public static boolean isTemporary(String path) {
    return startsWithPart(path, "/tmp")
        || startsWithPart(path, "/var/tmp")
        || startsWithPart(path, "/private/tmp")
        || startsWithPart(path, "/var/folders")
        || startsWithPart(path, "/private/var/folders")
        || startsWithPart(path, "/dev/shm")
        || startsWithPart(path, "/scratch")
        || path.toLowerCase(Locale.ROOT).contains("/appdata/local/temp/");
  }

  /** Whether {@code path} is one of the devices that hold no data. */
  public static boolean isHarmlessDevice(String path) {
    return path.equals("/dev/null")
        || path.equals("/dev/zero")
        || path.equals("/dev/stdin")
        || path.equals("/dev/stdout")
        || path.equals("/dev/stderr")
        || path.equals("/dev/tty")
        || path.equals("/dev/full")
        || path.equals("/dev/random")
        || path.equals("/dev/urandom")
        || path.startsWith("/dev/fd/")
        || path.startsWith("/dev/pts/")
        || path.startsWith("/dev/shm/");
  }

  /** Whether {@code path} is a disk, a partition or the machine's memory. */
  public static boolean isRawDevice(String path) {
    if (!path.startsWith("/dev/")) {
      return path.regionMatches(true, 0, "/PhysicalDrive", 0, 14);
    }
    String name = path.substring(5);
    return name.startsWith("sd")
        || name.startsWith("hd")
        || name.startsWith("vd")
        || name.startsWith("xvd")
        || name.startsWith("nvme")
        || name.startsWith("mmcblk")
        || name.startsWith("disk")
        || name.startsWith("rdisk")
        || name.startsWith("mapper/")
        || name.startsWith("dm-")
        || name.startsWith("md")
        || name.equals("mem")
        || name.equals("kmem")
        || name.equals("port");
  }

  /** Whether the system or the user's login runs or trusts what stands in {@code path}. */
  public static boolean isTrusted(String path, String home) {
    return isLoginFile(path, home) || isSchedule(path) || isAccountFile(path);
  }

  /** Whether {@code path} is run or read at login. */
  public static boolean isLoginFile(String path, String home) {
    String folder = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean inHome = folder.equals(home) || folder.equals("/root") || isHomeFolder(folder);
    return inHome && PROFILES.contains(name)
        || name.startsWith("authorized_keys") && folder.endsWith("/.ssh")
        || folder.endsWith("/.ssh") && (name.equals("rc") || name.equals("environment"))
        || folder.endsWith("/.config/fish") && name.equals("config.fish")
        || path.contains("/.config/autostart/")
        || path.contains("/.config/systemd/user/")
        || path.contains("/LaunchAgents/")
        || path.contains("/LaunchDaemons/")
        || path.toLowerCase(Locale.ROOT).contains("/start menu/programs/startup/")
        || path.equals("/etc/profile")
        || path.equals("/etc/bash.bashrc")
        || path.equals("/etc/zshrc")
        || path.startsWith("/etc/profile.d/")
        || path.equals("/etc/environment");
  }

  /** Whether {@code path} is run by a schedule or at start. */
  public static boolean isSchedule(String path) {
    return path.startsWith("/etc/cron")
        || path.startsWith("/var/spool/cron")
        || path.startsWith("/etc/systemd/system/")
        || path.startsWith("/lib/systemd/system/")
        || path.startsWith("/usr/lib/systemd/system/")
        || path.startsWith("/etc/init.d/")
        || path.equals("/etc/rc.local")
        || path.equals("/etc/inittab")
        || path.startsWith("/var/at/");
  }

  /** Whether {@code path} says who may do what on this machine. */
  public static boolean isAccountFile(String path) {
    return path.equals("/etc/passwd")
        || path.equals("/etc/shadow")
        || path.equals("/etc/group")
        || path.equals("/etc/gshadow")
        || path.startsWith("/etc/sudoers")
        || path.startsWith("/etc/pam.d/")
        || path.equals("/etc/ld.so.preload")
        || path.startsWith("/etc/ld.so.conf")
        || path.equals("/etc/ssh/sshd_config")
        || path.startsWith("/etc/ssh/sshd_config.d/")
        || path.startsWith("/etc/polkit-1/");
  }

  private static boolean isHomeFolder(String folder) {
    int slash = folder.lastIndexOf('/');
    return folder.startsWith("/home/") && slash == 5 || folder.startsWith("/Users/") && slash == 6;
  }

  private static boolean startsWithPart(String path, String part) {
    return path.startsWith(part)
        && (path.length() == part.length() || path.charAt(part.length()) == '/');
  }
}
