package dev.brattice.audit;

import java.util.Optional;

/**
 * What a header says about its writer; nothing about the machine or its user.
 *
 * @param program version of the program
 * @param java version of the Java runtime
 * @param pid id of the process
 */
record ProgramFacts(String program, String java, long pid) {
  /** Those of this process. */
  static ProgramFacts ofThisProcess() {
    return new ProgramFacts(
        Optional.ofNullable(ProgramFacts.class.getPackage().getImplementationVersion())
            .orElse("development"),
        Runtime.version().toString(),
        ProcessHandle.current().pid());
  }
}
