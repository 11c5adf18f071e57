package dev.brattice.audit;

import java.nio.file.Path;

/** A process that records as many records as it is told, and prints each number afterwards. */
final class RecordingProcess {
  private RecordingProcess() {}

  public static void main(String[] arguments) throws Exception {
    AuditLog log =
        AuditLog.open(
            Path.of(arguments[0]), Durability.valueOf(arguments[1]), AuditLog.Limits.STANDARD);
    int count = Integer.parseInt(arguments[2]);
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < count; i++) {
      log.record(Samples.allowed(i));
      said.setLength(0);
      System.out.println(said.append(i));
    }
    log.close();
    System.out.println("closed");
  }
}
