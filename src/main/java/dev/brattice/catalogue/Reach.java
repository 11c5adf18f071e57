package dev.brattice.catalogue;

import dev.brattice.inspect.Touch;
import dev.brattice.inspect.Words;
import java.util.List;
import java.util.Set;

/** How far what a call touches lies, nearest first. */
enum Reach {
  /** On this machine. */
  HERE,
  /** Not to be told. */
  ANYTHING,
  /** On another machine. */
  ELSEWHERE;

  /** Programs that exist to reach other machines: without a host in sight they may reach any. */
  private static final Set<String> NETWORK_PROGRAMS =
      Words.listed(
          """
          curl wget nc ncat netcat socat telnet ssh scp sftp ftp rsync rclone mail mailx mutt
          sendmail swaks gh glab aws gsutil gcloud az s3cmd http https xh lftp tftp
          """);

  /**
   * Programs of everyday development. That one of them does something unknown with a path, as in
   * {@code go test ./...}, says no more about where data goes than {@code npm test} does.
   */
  private static final Set<String> DEVELOPMENT_PROGRAMS =
      Words.listed(
          """
          node nodejs npm npx pnpm yarn bun deno tsx ts-node vitest jest mocha playwright cypress
          tsc eslint prettier vite next webpack rollup esbuild turbo nx prisma drizzle-kit knex
          python python3 pytest tox nox uv uvx poetry pip pip3 pipenv hatch alembic django-admin
          flask uvicorn gunicorn celery ruff mypy black isort pre-commit
          go gotestsum golangci-lint cargo rustc make gmake cmake ctest ninja meson bazel just task
          gcc g++ cc clang clang++ ld ar gdb lldb valgrind
          mvn mvnw gradle gradlew java javac kotlin scala sbt dotnet msbuild nuget
          ruby bundle rails rake rspec php composer phpunit artisan mix elixir iex swift xcodebuild
          flutter dart stack cabal ghc lein clojure zig
          psql pg_dump pg_restore createdb pg_isready mysql mysqldump mariadb sqlite3 duckdb
          redis-cli mongosh flyway liquibase migrate atlas goose dbmate sqlx diesel
          env export set echo printf cat head tail grep rg sed awk jq yq tee sort uniq wc cut tr
          test [ cd pwd ls mkdir touch cp mv ln chmod source . true false time timeout nohup sleep
          git docker docker-compose podman sh bash zsh
          """);

  static Reach of(List<Touch> touches) {
    Reach reach = HERE;
    boolean host = false;
    boolean client = false;
    boolean known = knowsEveryProgram(touches);
    for (Touch touch : touches) {
      if (touch.kind() == Touch.Kind.HOST) {
        host = true;
        if (!isLoopback(touch.name())) {
          return ELSEWHERE;
        }
      }
      client |= touch.kind() == Touch.Kind.PROGRAM && NETWORK_PROGRAMS.contains(touch.name());
      if (touch.action() == Touch.Action.ANY && !known) {
        reach = ANYTHING;
      }
    }
    return client && !host ? ELSEWHERE : reach;
  }

  /** Whether programs are started, and only those of everyday development. */
  private static boolean knowsEveryProgram(List<Touch> touches) {
    boolean some = false;
    for (Touch touch : touches) {
      if (touch.kind() == Touch.Kind.PROGRAM) {
        some = true;
        if (!DEVELOPMENT_PROGRAMS.contains(touch.name())) {
          return false;
        }
      }
    }
    return some;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || isLoopbackAddress(host);
  }

  /** {@code 127.0.0.0/8}, in digits and dots only: {@code 127.0.0.1.example.com} is elsewhere. */
  private static boolean isLoopbackAddress(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    int dots = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }
}
