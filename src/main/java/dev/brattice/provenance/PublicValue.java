package dev.brattice.provenance;

import dev.brattice.inspect.Words;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises values that anybody could name: defaults, switches, placeholders, references to where
 * the value really is. Marking them would make ordinary words suspicious and protect nothing.
 */
final class PublicValue {
  private static final Set<String> WORDS =
      Words.listed(
          """
          true false yes no on off none null nil undefined empty default enabled disabled
          enable disable auto always never localhost local production development staging test
          tests testing dev prod stage ci info debug warn warning error trace verbose admin
          administrator root user username guest owner password passwd pass pwd secret secrets
          token key keys apikey api auth access private public credential credentials super
          change changeme changeit change_me replace replaceme insert enter set put add fill
          me my your yours the a an in to with it this that here example examples sample
          placeholder dummy fake mock todo fixme tbd redacted masked hidden value values
          string number boolean integer required optional postgres postgresql mysql mariadb
          mongo mongodb redis rabbitmq rabbit sqlite oracle mssql minio minioadmin elastic
          elasticsearch kafka docker vagrant ubuntu database db app application web server
          client service site main master http https tcp basic bearer digest oauth jwt file
          env environment vault keychain something anything strong random generate generated
          long please hello world foo bar baz foobar keyboard cat letmein welcome qwerty
          grafana keycloak sonar sonarqube jenkins nexus wordpress drupal ghost odoo zabbix nacos
          rails django laravel symfony hasura directus strapi airflow superset metabase kibana
          opensearch neo cassandra couchdb influxdb clickhouse cockroach consul
          """);

  /** Passwords that everybody tries first, in lower case: those with digits or marks. */
  private static final Set<String> TRIED_FIRST =
      Words.listed(
          """
          minio123 admin123 admin1234 password1 password12 password123 password1234 passw0rd
          p@ssw0rd passw0rd! p@ssword password! password1! password123! test123 test1234 secret123
          root123 guest123 user123 postgres123 changeme1 changeme123 changeme123! abc123 abcd1234
          welcome1 welcome123 qwerty123 letmein1 letmein123 123456 1234567 12345678 123456789
          1234567890 your_password123 yourstrong(!)password yourstrong@passw0rd
          """);

  /** The payload of the token that documentation about JSON Web Tokens shows begins so. */
  private static final String DOCUMENTED_PAYLOAD = ".eyJzdWIiOiIxMjM0NTY3ODkwIi";

  /** Keys that vendors print in their documentation. */
  private static final Set<String> DOCUMENTED =
      Set.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  private static final int TRIED_CHARS_MAX = 24;
  private static final int WORDS_MAX = 12;

  private PublicValue() {}

  /** Whether {@code value}, without quotes, holds nothing worth protecting. */
  static boolean is(String value) {
    return isDocumented(value) || isReference(value) || isRepeated(value) || isWords(value);
  }

  private static boolean isDocumented(String value) {
    return DOCUMENTED.contains(value)
        || (value.length() <= TRIED_CHARS_MAX
            && TRIED_FIRST.contains(value.toLowerCase(Locale.ROOT)))
        || (value.startsWith("eyJ") && value.contains(DOCUMENTED_PAYLOAD));
  }

  /** {@code ${NAME}}, {@code {{ name }}}, {@code <your-key>}, {@code %(name)s}, {@code $NAME}. */
  private static boolean isReference(String value) {
    return (value.startsWith("<") && value.endsWith(">"))
        || (value.startsWith("${") && value.endsWith("}"))
        || (value.startsWith("{{") && value.endsWith("}}"))
        || (value.startsWith("%(") && value.endsWith(")s"))
        || (value.startsWith("$(") && value.endsWith(")"))
        || isVariable(value)
        || isLookup(value);
  }

  /** Program text that reads the value from the environment. */
  private static boolean isLookup(String value) {
    return value.contains("process.env.")
        || value.contains("import.meta.env.")
        || value.contains("os.environ")
        || value.contains("getenv(");
  }

  private static boolean isVariable(String value) {
    if (value.length() < 2 || value.charAt(0) != '$') {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!(c == '_' || (c >= 'A' && c <= 'Z') || (i > 1 && c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }

  /** {@code xxxxxxxx}, {@code ********}. */
  private static boolean isRepeated(String value) {
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) != value.charAt(0)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is made of nothing but everyday words; digits make it a value of its own. */
  private static boolean isWords(String value) {
    int count = 0;
    int start = -1;
    for (int i = 0; i <= value.length(); i++) {
      char c = i < value.length() ? value.charAt(i) : ' ';
      if (c > 127 || (c >= '0' && c <= '9')) {
        return false;
      }
      if (Character.isLetter(c)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        if (!WORDS.contains(value.substring(start, i).toLowerCase(Locale.ROOT))) {
          return false;
        }
        start = -1;
        if (++count > WORDS_MAX) {
          return false;
        }
      }
    }
    return count > 0;
  }
}
