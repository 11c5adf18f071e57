package dev.brattice.state;

import java.nio.file.Path;

/** A process that loads or makes the key when told to, and prints a fingerprint by it. */
final class KeyProcess {
  private KeyProcess() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("ready");
    System.in.read();
    System.out.println(
        KeyFile.loadOrCreate(Path.of(arguments[0])).shortFingerprint("test", "value"));
  }
}
