package dev.brattice.state;

import dev.brattice.crypto.FingerprintKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The file of the deployment's fingerprint key. It appears whole or not at all, and processes that
 * start at the same time agree on one.
 */
public final class KeyFile {
  private static final String NAME = "fingerprint.key";

  private KeyFile() {}

  /** The key in the folder {@code keys}; made from system randomness where there is none yet. */
  public static FingerprintKey loadOrCreate(Path keys) throws StateException {
    Path file = keys.resolve(NAME);
    Optional<FingerprintKey> there = load(file);
    if (there.isPresent()) {
      return there.get();
    }
    try (FileMutex held = FileMutex.acquire(keys.resolve("keys.lock"))) {
      held.requireHeld();
      // Another process may have been quicker.
      there = load(file);
      if (there.isEmpty()) {
        create(keys, file);
        there = load(file);
      }
    }
    return there.orElseThrow(
        () ->
            new StateException(
                "expected the key just written at `" + file + "`, found nothing; try again"));
  }

  private static Optional<FingerprintKey> load(Path file) throws StateException {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      if (OwnerOnly.isOpenToOthers(file)) {
        throw new StateException(
            "expected a key for its owner alone at `"
                + file
                + "`, others may use it; run `chmod 600` on it, or delete it to get a new one");
      }
      if (Files.size(file) != FingerprintKey.LENGTH_BYTES) {
        throw new StateException(
            "expected a key of "
                + FingerprintKey.LENGTH_BYTES
                + " bytes at `"
                + file
                + "`, found "
                + Files.size(file)
                + "; restore it, or delete it to get a new one");
      }
      return Optional.of(new FingerprintKey(Files.readAllBytes(file)));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException refused) {
      throw StateException.refused("to read the key", file, refused);
    }
  }

  // A crash before the move leaves a temporary file that the next run overwrites; the key is not
  // there then. After the move it is whole and on the disk.
  private static void create(Path keys, Path file) throws StateException {
    byte[] key = new byte[FingerprintKey.LENGTH_BYTES];
    new SecureRandom().nextBytes(key);
    Path fresh = keys.resolve(NAME + ".new");
    try {
      Files.deleteIfExists(fresh);
      OwnerOnly.createFile(fresh);
      try (RandomAccessFile out = new RandomAccessFile(fresh.toFile(), "rw")) {
        out.write(key);
        out.getFD().sync();
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(keys);
    } catch (IOException refused) {
      throw StateException.refused("to write the key", file, refused);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
