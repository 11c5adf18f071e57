package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stored form, byte for byte. Another form is another version, with golden bytes of its own.
 */
class AuditFormatTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(1_800_000_000_000L));
  private static final ProgramFacts FACTS = new ProgramFacts("0.1.0", "25.0.1", 4711);

  @TempDir Path directory;

  @Test
  void writesTheGoldenBytes() throws Exception {
    write();
    for (String name : List.of("00000001-1800000000000-4711", "00000002-1800000000000-4711")) {
      assertEquals(
          new String(golden(name + ".jsonl"), StandardCharsets.UTF_8),
          Files.readString(directory.resolve(name + ".jsonl")));
    }
    assertArrayEquals(golden("newest"), Files.readAllBytes(directory.resolve("newest")));
  }

  @Test
  void rolesAndAgentStandBehindThePrincipalAndVerify() throws Exception {
    try (AuditLog log = open()) {
      log.record(Samples.ofKnownCaller());
    }
    String line = Files.readAllLines(directory.resolve("00000001-1800000000000-4711.jsonl")).get(1);
    assertTrue(
        line.contains(
            "\"principal\":\"person:https://as.example#anna\",\"roles\":[\"ops\",\"on-call\"],"
                + "\"agent\":\"desk-agent\",\"session\":"),
        line);
    VerificationReport report = AuditVerifier.verify(directory);
    assertEquals(List.of(), report.problems());
    assertEquals(1, report.records());
  }

  @Test
  void everyVersionHasGoldenBytesThatVerify() throws Exception {
    for (long version = 1; version <= LineForm.VERSION; version++) {
      Path copy = Files.createDirectories(directory.resolve("v" + version));
      for (String file :
          List.of(
              "00000001-1800000000000-4711.jsonl", "00000002-1800000000000-4711.jsonl", "newest")) {
        try (InputStream in = open("v" + version + "/" + file)) {
          Files.copy(in, copy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      VerificationReport report = AuditVerifier.verify(copy);
      assertEquals(List.of(), report.problems());
      assertEquals(2, report.records());
    }
  }

  @Test
  void theHashIsThatOfTheBytesBeforeIt() throws Exception {
    write();
    String before = Head.NO_HASH;
    for (String line : Files.readAllLines(directory.resolve("00000001-1800000000000-4711.jsonl"))) {
      int at = line.indexOf(",\"hash\":\"");
      byte[] covered = line.substring(0, at).getBytes(StandardCharsets.UTF_8);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(covered));
      assertTrue(line.endsWith(",\"hash\":\"" + hash + "\"}"));
      assertTrue(line.contains(",\"prev\":\"" + before + "\""));
      before = hash;
    }
  }

  @Test
  void thePageHasItsGoldenBytes() throws Exception {
    Path file = directory.resolve("page");
    HeadPage page = HeadPage.create(file, new Head(1, 300, "ab".repeat(32)));
    page.put(2, 900, HexFormat.of().parseHex("cd".repeat(32)));
    byte[] expected = new byte[4096];
    put(expected, 0, "425248454144310a");
    put(expected, 64, "02000000000000008403000000000000" + "cd".repeat(32) + "c24f16d8");
    put(expected, 128, "01000000000000002c01000000000000" + "ab".repeat(32) + "22b4f0f7");
    assertEquals(
        HexFormat.of().formatHex(expected), HexFormat.of().formatHex(Files.readAllBytes(file)));
    assertEquals(new Head(2, 900, "cd".repeat(32)), HeadPage.read(file).orElseThrow());
  }

  @Test
  void aPageWithOneBrokenPlaceFallsBackToTheOther() throws Exception {
    Path file = directory.resolve("page");
    HeadPage page = HeadPage.create(file, new Head(1, 300, "ab".repeat(32)));
    page.put(2, 900, HexFormat.of().parseHex("cd".repeat(32)));
    byte[] content = Files.readAllBytes(file);
    content[70] ^= 1;
    Files.write(file, content);
    assertEquals(1, HeadPage.read(file).orElseThrow().lines());
    content[130] ^= 1;
    Files.write(file, content);
    assertTrue(HeadPage.read(file).isEmpty());
    Files.write(file, Arrays.copyOf(content, 100));
    assertTrue(HeadPage.read(file).isEmpty());
  }

  private void write() throws AuditException {
    try (AuditLog log = open()) {
      log.record(Samples.allowed(1));
      log.record(Samples.blocked(2));
    }
    open().close();
  }

  private AuditLog open() throws AuditException {
    return AuditLog.open(
        directory, Durability.NORMAL, AuditLog.Limits.STANDARD, DiskFile::create, CLOCK, FACTS);
  }

  private static void put(byte[] into, int at, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = open("v" + LineForm.VERSION + "/" + name)) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = AuditFormatTest.class.getResourceAsStream("/audit/golden/" + name);
    if (in == null) {
      throw new IOException("expected golden bytes at audit/golden/" + name + "; write them");
    }
    return in;
  }
}
