package dev.brattice.audit;

/**
 * Something that a verifier has to say.
 *
 * @param file name of the file in the folder
 * @param line its line, from 1; 0 for the whole file
 * @param sentence what was expected and what was found, without anything from the record
 */
public record Remark(String file, long line, String sentence) {
  @Override
  public String toString() {
    return line == 0 ? file + ": " + sentence : file + ":" + line + ": " + sentence;
  }
}
