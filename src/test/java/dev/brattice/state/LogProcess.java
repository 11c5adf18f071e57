package dev.brattice.state;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A process that appends to and polls a log as it is told: {@code append TEXT}, {@code many N},
 * {@code poll}, {@code close}.
 */
final class LogProcess {
  private LogProcess() {}

  public static void main(String[] arguments) throws Exception {
    SegmentLog log = SegmentLog.open(Path.of(arguments[0]), "tags", SegmentLogTest.SMALL_MERGE);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String name = "p" + ProcessHandle.current().pid();
    int appended = 0;
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("append ")) {
        log.append(line.substring(7).getBytes(StandardCharsets.UTF_8));
        System.out.println("done");
      } else if (line.startsWith("many ")) {
        for (int i = 0; i < Integer.parseInt(line.substring(5)); i++) {
          log.append((name + "-" + appended++).getBytes(StandardCharsets.UTF_8));
        }
        System.out.println("done");
      } else if (line.equals("poll")) {
        Set<String> entries = new TreeSet<>();
        int count = log.poll(entry -> entries.add(new String(entry, StandardCharsets.UTF_8)));
        System.out.println(count + " " + String.join(",", entries));
      } else {
        log.close();
        System.out.println("closed");
      }
    }
  }
}
