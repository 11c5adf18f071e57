/**
 * Brattice: a runtime security gateway for agent tool calls. Nothing is exported: the command line
 * is the interface.
 */
module dev.brattice {
  requires cel;
  requires re2j;
  requires info.picocli;
  requires java.management;
  requires java.sql;
  requires org.jspecify;
  requires org.snakeyaml.engine;
  requires tools.jackson.core;
}
