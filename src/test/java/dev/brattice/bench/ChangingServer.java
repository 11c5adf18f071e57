package dev.brattice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A server over stdio whose list of tools changes with every call. */
public final class ChangingServer {
  private ChangingServer() {}

  /** Serves until its input ends. */
  public static void main(String[] arguments) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int at = line.indexOf("\"id\":");
      if (at < 0) {
        continue;
      }
      int end = at + 5;
      while (Character.isDigit(line.charAt(end))) {
        end++;
      }
      String id = line.substring(at + 5, end);
      if (line.contains("\"initialize\"")) {
        say(
            "\"id\":"
                + id
                + ",\"result\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":"
                + "{\"listChanged\":true}},\"serverInfo\":{\"name\":\"changing\",\"version\":\"1\"}}");
      } else if (line.contains("\"tools/call\"")) {
        say("\"method\":\"notifications/tools/list_changed\"");
        say("\"id\":" + id + ",\"result\":{\"content\":[]}");
      } else {
        say("\"id\":" + id + ",\"error\":{\"code\":-32601,\"message\":\"no such method\"}");
      }
    }
  }

  private static void say(String members) {
    System.out.println("{\"jsonrpc\":\"2.0\"," + members + "}");
  }
}
