package dev.brattice.inspect.instructions;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * What a word or phrase may be part of. Single cues mean nothing: ordinary text is full of them.
 * Phrases are lower-case, with semicolons between them; a space in them is any one white space.
 */
enum Cue {
  /** Asks to leave something unheeded. */
  IGNORE(
      """
      ignore; disregard; forget; pay no attention to; stop following; do not follow;
      don't follow; do not obey; ignoriere; ignorieren sie; vergiss; vergessen sie;
      missachte; ignorez; oubliez; oublie; ne tenez pas compte; ignora; olvida;
      olvídate; omite; esqueça; desconsidere; dimentica; negeer; vergeet; zignoruj;
      zapomnij; игнорируй; игнорируйте; проигнорируй; забудь; забудьте; 忽略; 无视; 無視; 忘记; 忘掉;
      忘れて; 무시; 잊어; تجاهل; انس; अनदेखा; नज़रअंदाज़; भूल जाओ; görmezden gel; unut; bhool jao;
      bhul jao
      """),

  /** The same in words that programs and manuals use too. */
  OVERRIDE(
      """
      override; bypass; overrule; circumvent; overwrite; supersede; skip
      """),

  /** What came before. */
  PRIOR(
      """
      previous; previously; prior; above; preceding; earlier; foregoing; existing; original;
      initial; your; bisherigen; vorherigen; vorigen; obigen; früheren; précédentes;
      précédents; antérieures; anteriores; previas; previa; precedenti; vorige; eerdere;
      poprzednie; предыдущие; предыдущих; прежние; 之前; 以前; 先前; 上述; 上面; 以上; 此前; 前の; これまで; 이전;
      위의; السابقة; पिछले; önceki; pehle; pichle
      """),

  /** All of something. */
  ALL(
      """
      all; any; every; alle; toutes; todas; tutte; все; 所有; すべて; 모든; جميع; सभी
      """),

  /** All that came before, in itself. */
  EVERYTHING(
      """
      everything above; everything before; everything you were told; everything i said;
      everything you know; all of the above; all the above; everything prior;
      everything previously; what you were told; what i told you;
      everything that came before; alles davor; alles bisherige; tout ce qui précède;
      todo lo anterior
      """),

  /** What a model is told. */
  DIRECTIVE(
      """
      instruction; instructions; prompt; prompts; directive; directives; guidelines;
      programming; orders; system message; anweisungen; anweisung; instruktionen; vorgaben;
      consignes; instrucciones; indicaciones; instruções; istruzioni; instructies;
      instrukcje; polecenia; инструкции; инструкций; указания; 指令; 指示; 提示词; 指南; 说明; 命令; 지시;
      명령; 지침; التعليمات; निर्देश; निर्देशों; talimatları; talimatlar; nirdesh
      """),

  /** What also programs and people are told. */
  RULES(
      """
      rule; rules; command; commands; context; constraints; restrictions; policies; policy;
      safety; safeguards; training; regeln; règles; reglas; regras; regole; правила; 规则; 規則;
      規則; kurallar;
      task; tasks; information; assignments; messages; aufgaben; informationen; tâches; tareas
      """),

  /** Asks that something be kept from someone. */
  NEGATION(
      """
      do not; don't; dont; never; without; must not; should not; shouldn't; avoid;
      no need to; cannot; refrain from
      """),

  /** Making known. */
  TELL(
      """
      tell; telling; inform; informing; notify; notifying; disclose; disclosing; reveal;
      revealing; alert; alerting; let; letting; say
      """),

  /** Making known in words, of which a tool has none. */
  MENTION(
      """
      mention; mentioning
      """),

  /** Who would come to know. */
  USER(
      """
      user; the user's knowledge; human; anyone; operator; developer
      """),

  /** Keeping something from the user, in itself. */
  SECRECY(
      """
      secretly; covertly; keep this secret; keep this hidden; keep this between us;
      secret operation; without the user's knowledge; without the user knowing;
      hide this from; hidden from the user; user should not know; user must not know;
      user doesn't need to know; user does not need to know; user won't notice; 不要告诉用户;
      不要向用户; ユーザーに知らせ; dem benutzer nicht; den benutzer nicht; dem nutzer nicht; den nutzer nicht;
      dem benutzer nichts; dem nutzer nichts; à l'utilisateur; al usuario; no se lo digas;
      no le digas; ne le dites pas; ne le dis pas; ne dites rien; ne dis rien; 别告诉用户; 勿告知用户
      """),

  /** Moving data. */
  SEND(
      """
      send; forward; post; upload; email; e-mail; transmit; exfiltrate; pass; include;
      append; attach; submit; leak; copy; encode; curl; provide; return; sende; schicke;
      envoie; envoyez; envía; 发送;
      übergib; übergeben sie; übermittle; passe son; passe le; passez; transmets; transmettez;
      pasa su; pasa el; pásalo; incluye; 传递; 传给; 附上
      """),

  /** Taking data. */
  READ(
      """
      read; open; access; cat; fetch; extract; retrieve; collect; contents of; lies ~; lies die;
      lies den; lesen sie; lis; lisez; lee; lea; 读取; 读出
      """),

  /** Data that is nobody's business. */
  PRIVATE(
      """
      ~/.ssh; .ssh/id_; id_rsa; id_ed25519; ~/.aws; .aws/credentials; ~/.cursor; mcp.json;
      .env; /etc/passwd; /etc/shadow; ~/.config; ~/.netrc; .git-credentials; private key;
      private keys; ssh key; ssh keys; master password; keychain; environment variables;
      env vars
      """),

  /** Data that manuals speak of as well. */
  CREDENTIAL(
      """
      api key; api keys; api_key; password; passwords; credentials; secrets; tokens;
      access token; conversation history; chat history; conversation; confidential;
      customer data; personal data; session cookie; cookies; seed phrase;
      user data; emails; customer emails; private data; internal documents
      """),

  /** A place outside. */
  DESTINATION(
      """
      http://; https://; webhook; ftp://; pastebin; external server; external endpoint;
      remote server; following address; @gmail.com; @proton.me; attacker;
      @
      """),

  /** Making the model show what it was told. */
  SHOW(
      """
      reveal; print; output; repeat; show; display; leak; dump; disclose
      """),

  /** What the model was told. */
  OWN_PROMPT(
      """
      system prompt; your instructions; your initial instructions; initial prompt;
      hidden instructions; your system message; your prompt; your guidelines
      """),

  /** A reader that is a model. */
  MODEL(
      """
      ai assistant; ai assistants; ai agent; ai agents; ai model; language model;
      language models; llm; llms; chatgpt; claude; copilot; gemini; gpt-4; coding agent;
      assistant
      """),

  /** Turning to such a reader. */
  ADDRESS(
      """
      if you are an ai; if you're an ai; if you are a language model; if you are an llm;
      attention ai; attention: ai; attention all ai; note to ai; note to the ai;
      note to llm; note for ai; note to assistant; note to the assistant; dear ai;
      instructions for ai; instruction for ai; instructions for the ai;
      instructions to the ai; message to the ai;
      to the ai reading; hey ai; dear assistant; attention assistant
      """),

  /** A new goal or nature. */
  NEW_TASK(
      """
      your new task; your new instructions; your new goal; your new objective;
      your real task; your actual task; new instructions:; new instruction:;
      new system prompt; updated instructions:; new directive; your true purpose;
      neue anweisungen; nouvelles instructions; nuevas instrucciones; 新的指令; 新指令;
      forget everything; vergiss alles; vergessen sie alles; oublie tout; olvida todo; 忘记一切
      """),

  /** The same in words that prompts stored as files use too. */
  PERSONA(
      """
      you are now; from now on; you will now; pretend to be; pretend you are; act as if;
      developer mode; jailbreak; jailbroken; do anything now; no restrictions;
      without restrictions; without any restrictions; unrestricted; you must comply;
      ab jetzt; à partir de maintenant; a partir de ahora; 从现在开始; 从现在起;
      free from all; without limitations; no limitations; without content policy
      """),

  /** When a tool is used. */
  ORDER(
      """
      before using this tool; before you use this tool; before calling this tool;
      before using any; before calling any; before any other tool; before executing;
      before execute; before responding; before providing; before answering;
      when this tool is called; when this tool is used; whenever this tool;
      every time this tool; you must first; must first; must also; always call this tool;
      always use this tool; call this tool first; use this tool first;
      this tool must be called; prior to using; bevor du dieses; bevor sie dieses;
      antes de usar esta; antes de utilizar esta; avant d'utiliser cet; 使用此工具之前; 使用该工具之前; after any action; after using; no matter how many
      """),

  /** Talk of other tools. */
  SHADOW(
      """
      rather than others; rather than other tools; instead of other tools;
      instead of any other; instead of the other; do not use other tools;
       other tools are; when the `; tool is present;
      is deprecated, use this; override the recipient; all emails to; replace the values;
      modify the wrong result; modify the result; just use this tool
      """),

  /** Markup that gives text weight with a model. */
  MARKUP(
      """
      <important>; <important ; <hidden>; <system>; <secret>; <|im_start|>; [inst]; <<sys>>;
      <system-reminder>; [system]; [important]; <instructions>; <override>; [hidden];
      [admin]; <admin>; ### system; ### instruction; [//]: #; <!--;
      [tool output]; system:; <|system|>
      """),

  /** Claims to be allowed. */
  AUTHORITY(
      """
      without asking; without confirmation; without approval; without confirming;
      do not ask for confirmation; don't ask for confirmation; no need to confirm;
      no confirmation; auto-approve; pre-approved; preapproved; already approved;
      already authorized; has been authorized; user has authorized; user has approved;
      user has already; security team has; authorized by; required for compliance;
      internal auditing; otherwise the tool will not work; tool will not work;
      as the administrator; system override; admin override; highest priority;
      takes precedence over; supersedes all;
      approve the next; skip approval; bypass approval
      """),

  /** Damage. */
  HARM(
      """
      rm -rf; chmod -r; delete all; drop table; curl -s; wget http; | bash; | sh; base64 -d;
      disable security; disable the firewall; transfer all; wire transfer
      """);

  private final String phrases;

  Cue(String phrases) {
    this.phrases = phrases;
  }

  /** What stands for this cue. */
  List<String> phrases() {
    List<String> separate = new ArrayList<>();
    var tokens = new StringTokenizer(phrases, ";\n");
    while (tokens.hasMoreTokens()) {
      String phrase = tokens.nextToken().strip();
      if (!phrase.isEmpty()) {
        separate.add(phrase);
      }
    }
    return separate;
  }
}
