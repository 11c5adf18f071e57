package dev.brattice.catalogue;

import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Words;
import java.util.List;
import java.util.Set;

/** What a tool's name says about its effect. */
final class ToolNames {
  /** Words of tools whose data leaves the machine or reaches other people. */
  private static final Set<String> LEAVES =
      Words.listed(
          """
          send email emails mail gmail outlook smtp sms mms whatsapp telegram signal message
          messages slack discord teams mattermost tweet tweets twitter bluesky mastodon reddit
          facebook instagram linkedin youtube post posts publish publishes share upload uploads
          push comment comments reply replies notify notification webhook webhooks fetch fetches
          http https url urls web webpage website websites browser browse navigate crawl crawler
          scrape scraper puppeteer playwright selenium bing brave tavily exa firecrawl perplexity
          google duckduckgo kagi wikipedia arxiv hackernews issue issues pull pr gist gists fork
          review reviews release releases github gitlab bitbucket jira confluence notion linear
          asana trello zendesk hubspot salesforce sentry datadog pagerduty stripe paypal twilio
          sendgrid mailgun dropbox onedrive gdrive s3 bucket lambda kubernetes cloudflare vercel
          netlify heroku deploy deployment invite invitation submit calendar contact contacts
          clone download downloads curl wget ftp sftp scp ssh dns whois ping request requests
          airtable figma canva supabase pastebin paste call dial phone meeting meetings broadcast
          forward export subscribe api rss feed
          """);

  /** Parts of words written together, such as {@code sendmail} and {@code websearch}. */
  private static final List<String> LEAVING_PARTS =
      List.of(
          "email",
          "sendmail",
          "webhook",
          "upload",
          "publish",
          "tweet",
          "fetch",
          "websearch",
          "slack",
          "browser",
          "http",
          "sendmessage",
          "postmessage",
          "notify");

  /** Tools that run what they are given. */
  private static final Set<String> RUNS_ALONE =
      Words.listed(
          """
          bash sh zsh shell powershell pwsh cmd terminal console exec eval repl python ipython
          jupyter interpreter subprocess shellexec runcommand executecommand
          """);

  private static final Set<String> RUN = Words.listed("run execute exec start interact invoke");
  private static final Set<String> RUNNABLE =
      Words.listed(
          """
          command commands cmd code script scripts program process shell terminal python ipython
          javascript js node typescript notebook cell snippet test tests task build npm
          """);

  private static final Set<String> FILE_VERBS =
      Words.listed(
          """
          read write edit list move copy rename delete remove create make search find get view
          open show append insert replace update patch apply grep glob stat cat save touch
          """);

  private static final Set<String> FILE_NOUNS =
      Words.listed(
          """
          file files directory directories dir folder folders path paths tree lines text symbol
          symbols block media
          """);

  private static final Set<String> FILE_FILLERS =
      Words.listed(
          """
          multiple with sizes size info allowed content contents line range by and or in of all new
          workspace project local filesystem fs metadata partial recursive at the a to from
          name names str body overview references referencing
          """);

  /** Tools known by their whole name. */
  private static final Set<String> LOCAL_NAMES =
      Words.listed(
          """
          sequentialthinking sequential-thinking sequential_thinking think todowrite todoread
          get_current_time convert_time ls glob grep read write edit multiedit multi_edit view cat
          create undo_edit str_replace notebookedit notebookread str_replace_editor
          str_replace_based_edit_tool apply_patch edit_block directory_tree
          list_allowed_directories list_processes kill_process read_process_output
          replace_regex replace_content replace_lines insert_at_line delete_lines insert_content
          search_for_pattern search_and_replace apply_diff apply_edit insert_edit_into_file
          replace_string_in_file multi_replace_string_in_file grep_search file_search search_files
          codebase_search semantic_search list_dir find_symbol find_referencing_symbols
          get_symbols_overview replace_symbol_body insert_after_symbol insert_before_symbol
          rename_symbol get_errors list_code_usages
          """);

  private static final Set<String> GIT_LOCAL =
      Words.listed(
          """
          status diff unstaged staged commit commits add reset log create branch branches checkout
          show init stash tag merge rebase blame restore switch worktree rm mv bisect list cherry
          pick set working dir delete
          """);

  private ToolNames() {}

  static Effect effect(ToolRef tool) {
    String name = bare(tool.tool());
    List<String> words = Words.ofName(name);
    if (words.isEmpty()) {
      return Effect.UNKNOWN;
    }
    if (isGit(words)) {
      return gitEffect(words);
    }
    if (leaves(words)) {
      return Effect.EGRESS;
    }
    if (runs(words)) {
      return Effect.EXECUTE;
    }
    if (isLocal(name, words)) {
      return leaves(Words.ofName(tool.server())) || leaves(Words.ofName(prefix(tool.tool())))
          ? Effect.EGRESS
          : Effect.LOCAL;
    }
    return Effect.UNKNOWN;
  }

  /** The name without the prefix that gateways put in front: {@code server__tool}. */
  private static String bare(String name) {
    int at = name.lastIndexOf("__");
    return at < 0 ? name : name.substring(at + 2);
  }

  private static String prefix(String name) {
    int at = name.lastIndexOf("__");
    return at < 0 ? "" : name.substring(0, at);
  }

  private static boolean isGit(List<String> words) {
    return words.getFirst().equals("git") && words.size() > 1;
  }

  private static Effect gitEffect(List<String> words) {
    List<String> rest = words.subList(1, words.size());
    if (leaves(rest)) {
      return Effect.EGRESS;
    }
    return GIT_LOCAL.containsAll(rest) ? Effect.LOCAL : Effect.UNKNOWN;
  }

  private static boolean leaves(List<String> words) {
    for (String word : words) {
      if (LEAVES.contains(word)) {
        return true;
      }
      for (String part : LEAVING_PARTS) {
        if (word.contains(part)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean runs(List<String> words) {
    boolean run = false;
    boolean runnable = false;
    for (String word : words) {
      if (RUNS_ALONE.contains(word)) {
        return true;
      }
      run |= RUN.contains(word);
      runnable |= RUNNABLE.contains(word);
    }
    return run && (runnable || words.size() == 1);
  }

  /** A verb and a noun of the file system, and no word that could mean something else. */
  private static boolean isLocal(String name, List<String> words) {
    if (LOCAL_NAMES.contains(name.toLowerCase(java.util.Locale.ROOT))
        || LOCAL_NAMES.contains(String.join("_", words))
        || LOCAL_NAMES.contains(String.join("", words))) {
      return true;
    }
    boolean verb = false;
    boolean noun = false;
    for (String word : words) {
      boolean known =
          FILE_VERBS.contains(word) || FILE_NOUNS.contains(word) || FILE_FILLERS.contains(word);
      if (!known) {
        return false;
      }
      verb |= FILE_VERBS.contains(word);
      noun |= FILE_NOUNS.contains(word);
    }
    return verb && noun;
  }
}
