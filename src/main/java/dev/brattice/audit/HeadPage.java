package dev.brattice.audit;

import dev.brattice.state.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A mapped page beside a segment that says how far it goes. Written after each line, without a call
 * to the system; survives the death of the process. Two places take turns, so that one is whole at
 * any moment. Little-endian: magic; at 64 and 128 lines, bytes, hash (32 bytes), CRC-32C of these.
 */
final class HeadPage {
  private static final int BYTES = 4096;
  private static final int PLACES = 2;
  private static final int PLACE_STEP = 64;
  private static final int BYTES_AT = 8;
  private static final int HASH_AT = 16;
  private static final int CHECKSUM_AT = 48;
  private static final byte[] MAGIC = {'B', 'R', 'H', 'E', 'A', 'D', '1', '\n'};

  private final MappedByteBuffer page;
  private final byte[] place = new byte[CHECKSUM_AT];
  private final ByteBuffer fields = ByteBuffer.wrap(place).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();

  private HeadPage(MappedByteBuffer page) {
    this.page = page;
  }

  /** Creates the page at {@code path} with {@code head} in it. */
  static HeadPage create(Path path, Head head) throws IOException {
    // An interrupt would close the channel before the page is mapped: it is put off.
    boolean interrupted = Thread.interrupted();
    boolean created = false;
    try {
      OwnerOnly.createFile(path);
      // Blocks for the whole page: mapped memory without them would kill us on a full disk.
      byte[] content = Arrays.copyOf(MAGIC, BYTES);
      Files.write(path, content);
      HeadPage made;
      try (FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        MappedByteBuffer page = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
        page.order(ByteOrder.LITTLE_ENDIAN);
        made = new HeadPage(page);
      }
      made.put(head.lines(), head.bytes(), head.hashBytes());
      created = true;
      return made;
    } finally {
      if (!created) {
        Files.deleteIfExists(path);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says that the segment now has so many lines and bytes and ends with this hash. */
  void put(long lines, long bytes, byte[] hash) {
    fields.putLong(0, lines).putLong(BYTES_AT, bytes).put(HASH_AT, hash);
    checksum.reset();
    checksum.update(place, 0, CHECKSUM_AT);
    int at = PLACE_STEP * (1 + (int) (lines % PLACES));
    page.put(at, place);
    page.putInt(at + CHECKSUM_AT, (int) checksum.getValue());
  }

  /** Puts the page on the disk. */
  void sync() {
    page.force();
  }

  /** What the page at {@code path} says; empty where there is no page or nothing whole in it. */
  static Optional<Head> read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    byte[] content;
    try (var in = Files.newInputStream(path)) {
      content = in.readNBytes(BYTES);
    }
    if (content.length != BYTES
        || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Optional.empty();
    }
    ByteBuffer page = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    Optional<Head> best = Optional.empty();
    for (int i = 1; i <= PLACES; i++) {
      Optional<Head> head = place(content, page, i * PLACE_STEP);
      if (head.isPresent() && (best.isEmpty() || best.get().lines() < head.get().lines())) {
        best = head;
      }
    }
    return best;
  }

  private static Optional<Head> place(byte[] content, ByteBuffer page, int at) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, at, CHECKSUM_AT);
    long lines = page.getLong(at);
    if (lines < 1 || page.getInt(at + CHECKSUM_AT) != (int) checksum.getValue()) {
      return Optional.empty();
    }
    return Optional.of(
        new Head(lines, page.getLong(at + BYTES_AT), Head.hex(content, at + HASH_AT)));
  }
}
