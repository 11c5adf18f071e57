package dev.brattice.inspect;

import java.util.function.Consumer;

/**
 * Looks for one family of evidence. Pure and thread-safe; linear in the size of the subject for
 * every input.
 */
public interface Detector {
  /** The family it reports. */
  Family family();

  /**
   * Reports what it finds.
   *
   * @param subject what to look at
   * @param findings receives findings
   * @param touches receives what the call would reach
   */
  void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches);

  /**
   * Runs the detector over an attack made up for this purpose that it must catch. False means that
   * it does not work, and must be said wherever its silence could be taken for safety.
   */
  boolean catchesCanary();
}
