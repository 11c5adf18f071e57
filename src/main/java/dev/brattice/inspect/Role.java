package dev.brattice.inspect;

/**
 * What a string is for, judged from its place, its name and its tool: the same words are a command
 * in one place and prose in another.
 */
public enum Role {
  /** A command line or a program's arguments: it will be run. */
  COMMAND,
  /** Program text in some language: it will be run by an interpreter. */
  CODE,
  /** The path of a file or folder. */
  PATH,
  /** A URL or host. */
  URL,
  /** A database query. */
  QUERY,
  /** Text that is stored, sent or shown: documents, messages, file content. */
  CONTENT,
  /** A member name. */
  NAME,
  /** None of these. */
  OTHER
}
