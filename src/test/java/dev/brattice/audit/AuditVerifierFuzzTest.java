package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whatever is done to the bytes of sealed evidence is found, and nothing makes reading fail. */
class AuditVerifierFuzzTest {
  private static Optional<Path> folder = Optional.empty();
  private static byte[] sealed = new byte[0];
  private static Path segment = Path.of("");

  /** Recorded once: every run puts the segment back as it was. */
  private static Path folder() throws IOException, AuditException {
    if (folder.isEmpty()) {
      Path made = Files.createTempDirectory("audit");
      for (int i = 0; i < 2; i++) {
        try (AuditLog log = AuditLog.open(made, Durability.NORMAL, AuditLog.Limits.STANDARD)) {
          log.record(Samples.blocked(i));
          log.record(Samples.allowed(i));
        }
      }
      try (Stream<Path> files = Files.list(made)) {
        List<Path> segments =
            files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        segment = segments.getFirst();
      }
      sealed = Files.readAllBytes(segment);
      folder = Optional.of(made);
    }
    return folder.get();
  }

  @FuzzTest(maxDuration = "60s")
  void findsEveryChangeOfTheBytes(byte[] change) throws Exception {
    Path recorded = folder();
    assertNotNull(StoredLine.parse(change));
    byte[] changed = changed(change);
    Files.write(segment, changed);
    VerificationReport report = AuditVerifier.verify(recorded);
    assertEquals(Arrays.equals(changed, sealed), report.isIntact());
    Files.write(segment, sealed);
  }

  /** The first two bytes say where, the third how many go, the rest comes in. */
  private static byte[] changed(byte[] change) {
    if (change.length < 3) {
      return sealed;
    }
    int at = ((change[0] & 0xFF) << 8 | change[1] & 0xFF) % (sealed.length + 1);
    int gone = Math.min(change[2] & 0xFF, sealed.length - at);
    byte[] changed = new byte[sealed.length - gone + change.length - 3];
    System.arraycopy(sealed, 0, changed, 0, at);
    System.arraycopy(change, 3, changed, at, change.length - 3);
    System.arraycopy(sealed, at + gone, changed, at + change.length - 3, sealed.length - at - gone);
    return changed;
  }
}
