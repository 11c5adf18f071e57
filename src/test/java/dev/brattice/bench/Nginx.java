package dev.brattice.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;

/** nginx as a bare reverse proxy, where the machine has it. */
final class Nginx implements AutoCloseable {
  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** One before {@code serverPort}; empty, and said, where there is no nginx. */
  static Optional<Nginx> before(int serverPort, Path folder) throws IOException {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      System.err.println(
          "no nginx here: its rows are left out (Debian: apt-get install nginx-light)");
      return Optional.empty();
    }
    int port = HttpRoundTrip.freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log;
            events { worker_connections 2048; }
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              client_max_body_size 80m;
              upstream server { server 127.0.0.1:%2$d; keepalive 512; }
              server {
                listen 127.0.0.1:%3$d;
                location / {
                  proxy_pass http://server;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                }
              }
            }
            """
                .formatted(folder, serverPort, port));
    Process process =
        new ProcessBuilder(program.get().toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    return Optional.of(new Nginx(process, port));
  }

  private static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var folders = new StringTokenizer(path + File.pathSeparator + "/usr/sbin", File.pathSeparator);
    while (folders.hasMoreTokens()) {
      Path candidate = Path.of(folders.nextToken(), "nginx");
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The process that does the work. */
  Optional<Long> worker() {
    return process.children().findFirst().map(ProcessHandle::pid);
  }

  String address() {
    return "http://127.0.0.1:" + port + "/mcp";
  }

  @Override
  public void close() {
    process.destroy();
  }
}
