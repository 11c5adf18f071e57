package dev.brattice.inspect.network;

/** Knows the public services that collect whatever is sent to them, or tunnel it somewhere. */
public final class Collectors {
  private static final String[] CATCHERS = {
    "webhook.site",
    "requestbin.com",
    "requestbin.net",
    "requestcatcher.com",
    "requestinspector.com",
    "hookbin.com",
    "beeceptor.com",
    "pipedream.net",
    "burpcollaborator.net",
    "oastify.com",
    "oast.pro",
    "oast.live",
    "oast.site",
    "oast.online",
    "oast.fun",
    "oast.me",
    "interact.sh",
    "interactsh.com",
    "canarytokens.com",
    "dnslog.cn",
    "ceye.io",
    "requestrepo.com",
    "postb.in",
    "putsreq.com",
    "webhook.cool",
    "typedwebhook.tools",
    "smee.io"
  };

  private static final String[] TUNNELS = {
    "ngrok.io",
    "ngrok.app",
    "ngrok-free.app",
    "ngrok-free.dev",
    "ngrok.dev",
    "trycloudflare.com",
    "loca.lt",
    "localtunnel.me",
    "serveo.net",
    "pagekite.me",
    "localhost.run",
    "lhr.life",
    "bore.pub",
    "telebit.io",
    "tunnelto.dev"
  };

  private static final String[] DROPS = {
    "transfer.sh",
    "file.io",
    "0x0.st",
    "temp.sh",
    "bashupload.com",
    "gofile.io",
    "anonfiles.com",
    "catbox.moe",
    "tmpfiles.org",
    "oshi.at",
    "keep.sh",
    "termbin.com",
    "ix.io",
    "sprunge.us",
    "paste.rs",
    "dpaste.com",
    "dpaste.org",
    "hastebin.com",
    "ghostbin.com",
    "controlc.com",
    "rentry.co",
    "pastebin.com",
    "paste.ee",
    "privatebin.net",
    "send.vis.ee"
  };

  private Collectors() {}

  /** Whether {@code host} records every request for whoever made the address up. */
  public static boolean isCatcher(String host) {
    return isAmong(host, CATCHERS);
  }

  /** Whether {@code host} leads to somebody's own machine through a tunnel. */
  public static boolean isTunnel(String host) {
    return isAmong(host, TUNNELS);
  }

  /** Whether {@code host} takes files or text from anybody and hands out a link. */
  public static boolean isDrop(String host) {
    return isAmong(host, DROPS);
  }

  private static boolean isAmong(String host, String[] names) {
    for (String name : names) {
      if (host.endsWith(name)
          && (host.length() == name.length()
              || host.charAt(host.length() - name.length() - 1) == '.')) {
        return true;
      }
    }
    return false;
  }
}
