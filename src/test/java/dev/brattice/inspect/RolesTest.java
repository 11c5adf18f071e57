package dev.brattice.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
  private static Role role(String tool, String name, String value) {
    return Roles.roleOf(Direction.ARGUMENTS, new ToolRef("server", tool), name, value, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bash | command | ls | COMMAND",
        "runInTerminal | cmd | npm test | COMMAND",
        "execute_command | args | -rf | COMMAND",
        "interact_with_process | input | rm x | COMMAND",
        "bash | q | ls -la | COMMAND",
        "bash | description | Lists files | CONTENT",
        "bash | cwd | /tmp | PATH",
        "str_replace_editor | command | view | OTHER",
        "runner | command | make all | COMMAND",
        "execute_python | code | print(1) | CODE",
        "python | script | print(1) | CODE",
        "write_file | content | rm -rf / | CONTENT",
        "write_file | path | a.txt | PATH",
        "copy | srcPath | x | PATH",
        "anything | thing | ~/.ssh/id_rsa | PATH",
        "anything | thing | ../x | PATH",
        "anything | thing | C:\\\\x | PATH",
        "anything | thing | file:///etc/hosts | PATH",
        "anything | thing | .env | PATH",
        "fetch | url | https://x.example/ | URL",
        "fetch | target | http://x.example/ | URL",
        "resources | uri | memo://insights | URL",
        "ping | host | x.example | URL",
        "run_sql | query | select 1 | QUERY",
        "anything | query | SELECT a FROM b | QUERY",
        "web_search | query | best pizza | OTHER",
        "create_issue | body | see ../x and /etc | CONTENT",
        "send | message | hello | CONTENT",
        "book | destination | Paris | OTHER",
        "lookup | code | US | OTHER",
        "review | code | int a = 1; | CONTENT",
        "set | max_tokens | 100 | OTHER"
      })
  void tellsWhatAnArgumentIsFor(String tool, String name, String value, Role expected) {
    assertEquals(expected, role(tool, name, value.replace("\\\\", "\\")));
  }

  @Test
  void takesAMemberNameThatIsAPathForAPathAndItsValueForContent() {
    var tool = new ToolRef("server", "write_files");
    assertEquals(Role.PATH, Roles.roleOf(Direction.ARGUMENTS, tool, "/etc/x", "/etc/x", true));
    assertEquals(Role.NAME, Roles.roleOf(Direction.ARGUMENTS, tool, "files", "files", true));
    assertEquals(Role.CONTENT, role("write_files", "/etc/x", "../../a"));
  }

  @Test
  void nothingInAResultIsRunOrOpened() {
    var tool = new ToolRef("server", "bash");
    assertEquals(Role.CONTENT, Roles.roleOf(Direction.RESULT, tool, "command", "rm -rf /", false));
    assertEquals(Role.CONTENT, Roles.roleOf(Direction.RESULT, tool, "path", "/etc/passwd", false));
    assertEquals(Role.NAME, Roles.roleOf(Direction.RESULT, tool, "path", "path", true));
  }
}
