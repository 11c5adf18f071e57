package dev.brattice.catalogue;

import dev.brattice.inspect.Touch;
import java.util.List;
import java.util.Set;

/** How far what a call touches lies, nearest first. */
enum Reach {
  /** On this machine. */
  HERE,
  /** Not to be told. */
  ANYTHING,
  /** On another machine. */
  ELSEWHERE;

  /** Programs that exist to reach other machines: without a host in sight they may reach any. */
  private static final Set<String> NETWORK_PROGRAMS =
      ToolWords.set(
          """
          curl wget nc ncat netcat socat telnet ssh scp sftp ftp rsync rclone mail mailx mutt
          sendmail swaks gh glab aws gsutil gcloud az s3cmd http https xh lftp tftp
          """);

  static Reach of(List<Touch> touches) {
    Reach reach = HERE;
    boolean host = false;
    boolean client = false;
    for (Touch touch : touches) {
      if (touch.kind() == Touch.Kind.HOST) {
        host = true;
        if (!isLoopback(touch.name())) {
          return ELSEWHERE;
        }
      }
      client |= touch.kind() == Touch.Kind.PROGRAM && NETWORK_PROGRAMS.contains(touch.name());
      if (touch.action() == Touch.Action.ANY) {
        reach = ANYTHING;
      }
    }
    return client && !host ? ELSEWHERE : reach;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || isLoopbackAddress(host);
  }

  /** {@code 127.0.0.0/8}, in digits and dots only: {@code 127.0.0.1.example.com} is elsewhere. */
  private static boolean isLoopbackAddress(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    int dots = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }
}
