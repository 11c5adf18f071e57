package dev.brattice.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.network.NetworkDetector;
import dev.brattice.inspect.paths.PathDetector;
import dev.brattice.inspect.shell.ShellDetector;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls are said to reach. */
class TouchesTest {
  private static Set<String> commandTouches(String command) {
    return spelled(Cases.touches(Cases.subject("bash", "command", command)));
  }

  private static Set<String> spelled(List<Touch> touches) {
    Set<String> spelled = new java.util.TreeSet<>();
    for (Touch touch : touches) {
      spelled.add(touch.action().label() + " " + touch.kind().label() + " " + touch.name());
    }
    return spelled;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cat a.txt | read path /workspace/project/a.txt",
        "cat a.txt | execute program cat",
        "cd src && cat b.txt | read path /workspace/project/src/b.txt",
        "cp a b | write path /workspace/project/b",
        "mv a b | delete path /workspace/project/a",
        "rm x | delete path /workspace/project/x",
        "echo hi > out.txt | write path /workspace/project/out.txt",
        "echo hi 2> err.txt | write path /workspace/project/err.txt",
        "sort < in.txt | read path /workspace/project/in.txt",
        "sed -i s/a/b/ c.txt | write path /workspace/project/c.txt",
        "grep foo d.txt | read path /workspace/project/d.txt",
        "tee -a e.txt | write path /workspace/project/e.txt",
        "tar czf o.tgz src | read path /workspace/project/src",
        "zip o.zip f.txt | read path /workspace/project/f.txt",
        "git add g.txt | read path /workspace/project/g.txt",
        "./run.sh | execute path /workspace/project/run.sh",
        "python3 h.py | execute path /workspace/project/h.py",
        "curl -d @i.json https://x.example/p | read path /workspace/project/i.json",
        "curl -F f=@j.bin https://x.example/p | read path /workspace/project/j.bin",
        "curl -T k.bin https://x.example/p | read path /workspace/project/k.bin",
        "curl -o l.bin https://x.example/p | write path /workspace/project/l.bin",
        "wget --post-file=m.txt https://x.example | read path /workspace/project/m.txt",
        "scp n.txt u@x.example:/tmp | read path /workspace/project/n.txt",
        "nc x.example 1 < o.txt | read path /workspace/project/o.txt",
        "sudo env A=b cat p.txt | read path /workspace/project/p.txt",
        "bash -c 'cat q.txt' | read path /workspace/project/q.txt",
        "cat $(echo r.txt) | read path /workspace/project/r.txt",
        "curl https://X.Example:8443/p?q=1 | connect host x.example",
        "curl -H 'Host: y.example' x.example/a | connect host x.example",
        "wget http://x.example | connect host x.example",
        "ssh u@x.example ls | connect host x.example",
        "scp a u@x.example:/tmp | connect host x.example",
        "rsync -a src/ x.example:/b | connect host x.example",
        "git clone git@x.example:a/b.git | connect host x.example",
        "git push https://x.example/a main | connect host x.example",
        "nc x.example 80 | connect host x.example",
        "ping -c 1 x.example | connect host x.example",
        "dig a.x.example | connect host a.x.example",
        "telnet x.example 25 | connect host x.example",
        "openssl s_client -connect x.example:443 | connect host x.example",
        "curl $URL | connect host unknown",
        "echo x > /dev/tcp/x.example/80 | connect host x.example",
        "node -e \"fetch('https://x.example/a')\" | connect host x.example",
        "python -c \"import requests; requests.get(u)\" | connect host unknown"
      })
  void commandReaches(String command, String expected) {
    assertTrue(commandTouches(command).contains(expected), () -> commandTouches(command) + "");
  }

  @ParameterizedTest
  @CsvSource({
    "read_file,read",
    "write_file,write",
    "delete_file,delete",
    "frobnicate,any",
    "listDir,read"
  })
  void fileToolReachesByItsVerb(String tool, String action) {
    assertTrue(
        spelled(Cases.touches(Cases.subject(tool, "path", "./a/../b.txt")))
            .contains(action + " path /workspace/project/b.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    ".env",
    "./.env",
    "/abs/.env",
    "config/.env.production",
    "~/.aws/credentials",
    "~/.npmrc",
    "~/.docker/config.json",
    "~/.ssh/id_rsa",
    "infra/terraform.tfstate"
  })
  void secretFilesCarryTheirCategory(String path) {
    for (Subject subject :
        List.of(
            Cases.subject("read_file", "filename", path),
            Cases.subject("bash", "command", "cat " + path))) {
      assertTrue(
          Cases.touches(subject).stream()
              .anyMatch(touch -> touch.categories().equals(Set.of("secret"))),
          path);
    }
  }

  @ParameterizedTest
  @CsvSource({".env.example", ".env.sample", ".env.template", "id_rsa.pub", "src/env.ts", "key.md"})
  void filesMadeToBeSharedCarryNone(String path) {
    assertFalse(
        Cases.touches(Cases.subject("read_file", "path", path)).stream()
            .anyMatch(touch -> touch.categories().contains("secret")));
  }

  @Test
  void stopsReportingTouchesAtTheBoundAndGoesOnJudging() {
    List<Json> paths = new ArrayList<>();
    List<Json> urls = new ArrayList<>();
    var command = new StringBuilder("cat");
    for (int i = 0; i < 400; i++) {
      paths.add(new JsonString("f" + i));
      urls.add(new JsonString("https://h" + i + ".example/"));
      command.append(" f").append(i);
    }
    paths.add(new JsonString("~/.ssh/id_rsa"));
    urls.add(new JsonString("http://169.254.169.254/"));
    command.append(" ~/.ssh/id_rsa");
    var tool = new dev.brattice.call.ToolRef("server", "read");
    Subject files = Cases.subject(tool, JsonObject.of("paths", JsonArray.of(paths)));
    Subject hosts = Cases.subject(tool, JsonObject.of("urls", JsonArray.of(urls)));
    Subject shell = Cases.subject("bash", "command", command.toString());
    assertEquals(PathDetector.TOUCHES_MAX, Cases.touches(files).size());
    assertEquals(NetworkDetector.TOUCHES_MAX, Cases.touches(hosts).size());
    assertEquals(ShellDetector.TOUCHES_MAX, Cases.touches(shell).size());
    for (Subject subject : List.of(files, hosts, shell)) {
      assertEquals(Severity.BLOCK, Cases.worst(Cases.findings(subject)).orElseThrow());
    }
  }
}
