package dev.brattice.inspect;

import java.util.Set;

/** The names of arguments and the words of tool names that tell what a string is for. */
final class RoleWords {
  static final Set<String> COMMAND_NAMES =
      Words.listed(
          """
          command commands cmd cmds commandline cmdline shellcommand bashcommand
          terminalcommand shellcmd bash exec run keystrokes powershell shellscript
          initialcommand startcommand precommand postcommand
          """);

  static final Set<String> ARGUMENT_NAMES =
      Set.of("args", "argv", "arguments", "argslist", "parameters", "params", "flags");

  /** Strings of a shell tool that are about the command and not the command. */
  static final Set<String> BESIDE_COMMAND =
      Words.listed(
          """
          shell sessionid session id mode timeout encoding language lang env environment name
          background signal user container image
          """);

  static final Set<String> CODE_NAMES =
      Words.listed(
          """
          code python pythoncode source sourcecode script snippet expression javascript js
          jscode program function cell cellsource newsource input fn pagefunction text content
          """);

  static final Set<String> CONTENT_NAMES =
      Words.listed(
          """
          content contents body text message messages newtext newstr oldstr oldtext newstring
          oldstring newcontent oldcontent filetext filecontent filecontents description
          comment comments summary subject title prompt instruction instructions note notes
          markdown html diff patch thought thoughts reasoning explanation rationale todo todos
          caption bio details answer question paragraph heading observation observations
          observationcontent commitmessage msg snippet
          """);

  static final Set<String> PATH_NAMES =
      Words.listed(
          """
          path paths file files filename filenames filepath filepaths dir directory
          directories folder folders cwd workdir workingdir workingdirectory oldpath newpath
          sourcepath destinationpath targetfile outputpath inputpath outputfile inputfile
          attachment attachments repopath rootdir basedir root
          """);

  /** Names that may be a path or something else: the shape decides. */
  static final Set<String> URL_NAMES =
      Words.listed(
          """
          url urls uri uris href link links endpoint host hosts hostname baseurl webhook
          webhookurl callback callbackurl website domain domains origin server serverurl
          targeturl ip ipaddress remote proxy redirecturi redirecturl imageurl feed
          """);

  static final Set<String> QUERY_NAMES =
      Set.of("sql", "sqlquery", "statement", "statements", "cypher", "dbquery", "rawquery");

  static final Set<String> SHELL_WORDS =
      Words.listed(
          """
          bash shell sh zsh terminal exec command commands cmd powershell pwsh console
          subprocess process ssh tmux cli
          """);

  static final Set<String> CODE_WORDS =
      Words.listed(
          """
          python python3 node nodejs javascript js typescript code eval evaluate interpreter
          jupyter notebook ipython repl ruby perl sandbox cell
          """);

  static final Set<String> RUN_WORDS =
      Set.of(
          "run",
          "exec",
          "execute",
          "spawn",
          "eval",
          "evaluate",
          "interpret",
          "interpreter",
          "repl");

  static final Set<String> DATABASE_WORDS =
      Words.listed(
          """
          sql db database postgres postgresql mysql sqlite mariadb mongo mongodb bigquery
          snowflake duckdb clickhouse redshift oracle neo4j cypher supabase
          """);

  static final Set<String> QUERY_VERBS =
      Words.listed(
          """
          select insert update delete drop alter create truncate with grant merge replace exec
          """);

  private RoleWords() {}
}
