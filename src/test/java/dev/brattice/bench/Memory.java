package dev.brattice.bench;

import dev.brattice.e2e.NpmPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the process between client and server holds in memory, idle and after many calls. */
public final class Memory {
  private static final int CALLS = 10_000;
  private static final int CALL_BYTES = 1_000;
  private static final int BIG_CALLS = 20;
  private static final int BIG_CALL_BYTES = 1_000_000;
  private static final long SETTLE_MILLIS = 1_500;

  private Memory() {}

  /** Measures and prints the table. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        "Resident memory of the process in front of the server, in MiB: all (and the part that is"
            + " not shared with other processes). "
            + Machine.describe()
            + "\n");
    System.out.println(
        "| variant | idle | after 10,000 calls of 1 KB | after 20 more of 1 MB | peak |");
    System.out.println("|---|---:|---:|---:|---:|");
    for (Variant variant : new Variant[] {Variant.RELAY, Variant.WRAP}) {
      measure(variant);
    }
  }

  private static void measure(Variant variant) throws IOException, InterruptedException {
    try (Home home = Home.fresh();
        Pipe pipe = Pipe.open(variant.command(NpmPackages.installed().everything()), home)) {
      pipe.initialize();
      Thread.sleep(SETTLE_MILLIS);
      String idle = resident(pipe.pid());
      long id = calls(pipe, 1, CALLS, CALL_BYTES);
      String used = resident(pipe.pid());
      calls(pipe, id, BIG_CALLS, BIG_CALL_BYTES);
      String big = resident(pipe.pid());
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %.0f |",
              variant.label(),
              idle,
              used,
              big,
              mebibytes("status", pipe.pid(), "VmHWM:")));
    }
  }

  private static long calls(Pipe pipe, long firstId, int count, int bytes) throws IOException {
    for (long id = firstId; id < firstId + count; id++) {
      pipe.send(Payload.call(id, bytes));
      pipe.receive(id);
    }
    return firstId + count;
  }

  private static String resident(long pid) throws IOException {
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f)",
        mebibytes("smaps_rollup", pid, "Rss:"),
        mebibytes("smaps_rollup", pid, "Private_Dirty:"));
  }

  /** What a process holds, in MiB. */
  static double residentMebibytes(long pid) throws IOException {
    return mebibytes("smaps_rollup", pid, "Rss:");
  }

  private static double mebibytes(String file, long pid, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), file))) {
      if (line.startsWith(name)) {
        String digits = line.substring(name.length(), line.length() - "kB".length()).strip();
        return Long.parseLong(digits) / 1024.0;
      }
    }
    throw new IOException("expected `" + name + "` of the process, found none; needs Linux");
  }
}
