package dev.brattice.state;

import dev.brattice.crypto.FingerprintKey;
import dev.brattice.crypto.SigningKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The files of the deployment's keys. Each appears whole or not at all, and processes that start at
 * the same time agree on one.
 */
public final class KeyFile {
  private static final String NAME = "fingerprint.key";
  private static final String SIGNING_NAME = "signing.key";

  private KeyFile() {}

  /** The key in the folder {@code keys}; made from system randomness where there is none yet. */
  public static FingerprintKey loadOrCreate(Path keys) throws StateException {
    return new FingerprintKey(
        loadOrCreate(keys, NAME, FingerprintKey.LENGTH_BYTES, KeyFile::random));
  }

  /** The key that signs what this gateway states; made where there is none yet. */
  public static SigningKey loadOrCreateSigning(Path keys) throws StateException {
    byte[] bytes =
        loadOrCreate(
            keys, SIGNING_NAME, SigningKey.LENGTH_BYTES, () -> SigningKey.fresh().encoded());
    try {
      return SigningKey.decode(bytes);
    } catch (IllegalArgumentException damaged) {
      throw new StateException(
          "expected a signing key at `"
              + keys.resolve(SIGNING_NAME)
              + "`, found something else; restore it, or delete it to get a new one");
    }
  }

  private static byte[] random() {
    byte[] key = new byte[FingerprintKey.LENGTH_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private static byte[] loadOrCreate(Path keys, String name, int length, Supplier<byte[]> maker)
      throws StateException {
    Path file = keys.resolve(name);
    Optional<byte[]> there = load(file, length);
    if (there.isPresent()) {
      return there.get();
    }
    try (FileMutex held = FileMutex.acquire(keys.resolve("keys.lock"))) {
      held.requireHeld();
      // Another process may have been quicker.
      there = load(file, length);
      if (there.isEmpty()) {
        create(keys, file, maker.get());
        there = load(file, length);
      }
    }
    return there.orElseThrow(
        () ->
            new StateException(
                "expected the key just written at `" + file + "`, found nothing; try again"));
  }

  private static Optional<byte[]> load(Path file, int length) throws StateException {
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
      if (Files.size(file) != length) {
        throw new StateException(
            "expected a key of "
                + length
                + " bytes at `"
                + file
                + "`, found "
                + Files.size(file)
                + "; restore it, or delete it to get a new one");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException refused) {
      throw StateException.refused("to read the key", file, refused);
    }
  }

  // A crash before the move leaves a temporary file that the next run overwrites; the key is not
  // there then. After the move it is whole and on the disk.
  private static void create(Path keys, Path file, byte[] key) throws StateException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
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
