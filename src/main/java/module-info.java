/**
 * Brattice: a runtime security gateway for agent tool calls. Nothing is exported: the command line
 * is the interface.
 */
module dev.brattice {
  requires cel;
  requires com.nimbusds.jose.jwt;
  requires re2j;
  requires info.picocli;
  requires java.management;
  requires java.net.http;
  requires java.sql;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.util;
  requires org.jspecify;
  requires org.snakeyaml.engine;
  requires tools.jackson.core;
}
