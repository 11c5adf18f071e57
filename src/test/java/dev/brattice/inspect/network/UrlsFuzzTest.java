package dev.brattice.inspect.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.inspect.Cases;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text has targets within bounds, and the name of a host stands for that host. */
class UrlsFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void findsHostsInAnyText(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    check(Urls.targets(text));
    check(Urls.inside(text));
    Host host = Hosts.of(text);
    assertEquals(host.reach(), Hosts.of(host.name()).reach());
    assertNotNull(Cases.findings(Cases.subject("fetch", "url", text)));
  }

  private static void check(List<Urls.Target> targets) {
    assertTrue(targets.size() <= 64);
    for (Urls.Target target : targets) {
      assertFalse(target.host().length() > 4_096);
      assertNotNull(Hosts.of(target.host()));
    }
  }
}
