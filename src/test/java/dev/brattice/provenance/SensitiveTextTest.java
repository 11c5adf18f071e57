package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a secret value, and in which forms of text it is found. */
class SensitiveTextTest {
  private static final String SECRET = "quiet-otter-41";
  private static final String RANDOM = FlowCases.expand("${github}");

  private static List<String> values(String text) {
    SensitiveText sensitive = new SensitiveText();
    sensitive.read(text);
    return sensitive.values();
  }

  private static String prose(String text) {
    SensitiveText sensitive = new SensitiveText();
    sensitive.read(text);
    return sensitive.prose();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASSWORD=@",
        "export PASSWORD=@",
        "PASSWORD='@'",
        "PASSWORD=\"@\"",
        "PASSWORD=`@`",
        "PASSWORD = @",
        "PASSWORD=@ # rotate",
        "# PASSWORD=@",
        "// PASSWORD=@",
        "password: @",
        "password: '@' # rotate",
        "  - password: \"@\"",
        "db.password=@",
        "db.password: @",
        "password := @",
        "'password' => '@',",
        "\"password\": \"@\",",
        "{\"password\":\"@\"}",
        "{\"a\":[{\"dbPassword\":\"@\"}]}",
        "{\"name\":\"DB_PASSWORD\",\"value\":\"@\"}",
        "{\"password\":\"@\", cut short",
        "- name: DB_PASSWORD\n  value: @",
        "password: |\n  @",
        "password: >-\n  @\nother: x",
        "   12\tPASSWORD=@",
        "12: PASSWORD=@",
        "12|PASSWORD=@",
        "    12\u2192PASSWORD=@",
        "config/.env:3:PASSWORD=@",
        "+PASSWORD=@",
        "- PASSWORD=@",
        "> PASSWORD=@",
        "declare -x PASSWORD=\"@\"",
        "set PASSWORD=@",
        "ENV PASSWORD=@",
        "docker run -e PASSWORD=@ app",
        "mysqldump --password=@ orders",
        "deploy --token @ now",
        "Authorization: Bearer @",
        "authorization: token @",
        "machine h login u password @",
        "  password @",
        "h:5432:d:u:@",
        "postgres://u:@@h/d",
        "amqps://u:@@h:5671/v?heartbeat=30",
        "x=1;Password=@;y=2",
        "host=h user=u password=@ sslmode=require",
        "jdbc:postgresql://h/d?user=u&password=@",
        "https://h/cb?access_token=@&x=1",
        "<add key=\"DbPassword\" value=\"@\" />",
        "CREDS={\"password\":\"@\"}",
        "CREDS='{\"a\": {\"password\": \"@\"}}'",
        "PASSWORD=@\r\nPORT=1\r\n",
      })
  void findsTheValueInManyForms(String form) {
    assertTrue(
        values(form.replace("@", SECRET).replace(SECRET + SECRET, SECRET + "@")).contains(SECRET));
  }

  @Test
  void findsValuesOverSeveralLines() {
    assertTrue(
        values("SECRET=\"first line\nsecond line\"\nPORT=1").contains("first line\nsecond line"));
    assertTrue(values("SECRET='a \"quoted\" word'").contains("a \"quoted\" word"));
    assertTrue(values("SECRET=\"a \\\"quoted\\\" word\"").contains("a \"quoted\" word"));
    assertTrue(values("SECRET=\"tab\\tand \\u00e9\"").contains("tab\tand \u00e9"));
    assertTrue(values("SECRET=\"open\nOTHER_SECRET=" + SECRET).contains(SECRET));
  }

  @Test
  void endsAQuotedValueAtItsBound() {
    String long1 = "ab ".repeat(SettingsReader.QUOTED_CHARS_MAX / 3 + 1);
    assertFalse(values("SECRET=\"" + long1 + "\"").contains(long1.strip()));
    assertTrue(values("SECRET=\"" + long1 + "\"\nPASSWORD=" + SECRET).contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEBUG=true",
        "PORT=5432",
        "HOST=localhost",
        "NODE_ENV=production",
        "LOG_LEVEL=debug",
        "APP_NAME=harbour-dashboard",
        "URL=https://api.example.com/v2/orders?limit=50",
        "AUTH_URL=https://login.example.com/oauth2/authorize",
        "REDIS_URL=redis://localhost:6379/0",
        "IMAGE=registry.example.com/team/app:2.14.0-alpine",
        "PATH=/usr/local/bin:/usr/bin:/opt/tools/bin",
        "PWD=/home/carol/projects/harbour",
        "GOOGLE_APPLICATION_CREDENTIALS=/home/carol/keys/service.json",
        "SSL_KEY_FILE=/etc/ssl/private/server.key",
        "SSH_AUTH_SOCK=/run/user/1000/keyring/ssh",
        "PASSWORD=",
        "PASSWORD=changeme",
        "PASSWORD=password",
        "PASSWORD=postgres",
        "API_KEY=your-api-key-here",
        "API_KEY=<your key>",
        "API_KEY=${API_KEY}",
        "API_KEY=$API_KEY",
        "API_KEY={{ vault.key }}",
        "API_KEY=xxxxxxxxxxxx",
        "API_KEY=process.env.API_KEY",
        "api_key = os.environ[\"API_KEY\"]",
        "PIN=1234",
        "PASSWORD_MIN_LENGTH=12345678",
        "MAX_TOKENS=100000",
        "TOKEN_TTL_SECONDS=86400000",
        "SORT_KEY=created-by-somebody",
        "PRIMARY_KEY=identifier9",
        "PUBLIC_KEY=abcdefgh12345",
        "STRIPE_PUBLISHABLE_KEY=pk_test_8Ha72kQz01LmXw93",
        "TENANT_ID=7c1de0b4-93fa-4b1e-8d57-2f60c9ab41e3",
        "PASSWORD_HINT=the usual one",
        "DB_USER=harbour9\nDB_PASSWORD=harbour9",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
        "CONTACT=carol.smith@example.com",
        "SCHEDULE=0 3 * * 1-5",
        "COLOURS=#ff8800,#00aa66",
        "the token bucket refills every second",
        "password manager and private repository",
      })
  void leavesOrdinaryValuesOut(String text) {
    assertEquals(List.of(), values(text));
  }

  @Test
  void findsRandomValuesUnderAnyName() {
    for (String text :
        List.of(
            "THING=" + RANDOM,
            "see " + RANDOM + " there",
            "# old: " + RANDOM,
            "[" + RANDOM + "]")) {
      assertTrue(values(text).contains(RANDOM), text);
    }
  }

  @Test
  void takesShortCredentialsFromFourUnitsOn() {
    assertEquals(List.of("b4rk"), values("PASSWORD=b4rk"));
    assertEquals(List.of(), values("PASSWORD=b4k"));
    assertEquals(List.of("904217"), values("PIN=904217"));
    assertEquals(List.of(), values("PIN=90421"));
  }

  @Test
  void takesPrivateKeysOutWholeAndLeavesCertificatesIn() {
    String pem = FlowCases.expand("${pem}");
    String body = FlowCases.expand("${pem|body}");
    assertEquals(List.of(body), values("before\n" + pem + "\nafter"));
    assertEquals(List.of(body), values("KEY=\"" + pem.replace("\n", "\\n") + "\""));
    assertEquals(
        List.of(), values(pem.replace("RSA PRIVATE KEY", "CERTIFICATE").substring(0, 200)));
    assertTrue(values(pem.substring(0, 400)).getFirst().startsWith(body.substring(0, 300)));
  }

  @Test
  void keepsProseButNotSettingsNorComments() {
    String text = "# a remark\nPORT=3000\nWe meet at noon by the eastern dock.\nNAME: value\n";
    assertEquals("We meet at noon by the eastern dock.\n", prose(text));
  }

  @Test
  void saysSoAtEachBound() {
    SensitiveText large = new SensitiveText();
    large.read("a".repeat(SensitiveText.TEXT_CHARS_MAX + 1));
    assertTrue(large.isIncomplete());

    SensitiveText wordy = new SensitiveText();
    wordy.read("word and word\n".repeat(SensitiveText.PROSE_CHARS_MAX / 14 + 1));
    assertTrue(wordy.isIncomplete());
    assertTrue(wordy.prose().length() < SensitiveText.PROSE_CHARS_MAX);
  }

  @Test
  void takesFormsWithinFormsApartToADepth() {
    String nested = "PASSWORD=" + SECRET + ";x=1";
    for (int i = 0; i < SensitiveText.DEPTH_MAX - 1; i++) {
      nested = "{\"v\":\"" + nested.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
    assertTrue(values(nested).contains(SECRET));
    for (int i = 0; i < 9; i++) {
      nested = "{\"v\":\"" + nested.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
    assertFalse(values(nested).contains(SECRET));
  }

  @Test
  void looksAtABoundedNumberOfWordsForTheirNeighbours() {
    String far = "x ".repeat(KeyWords.WORDS_MAX) + "--token " + SECRET;
    assertFalse(values(far).contains(SECRET));
    assertTrue(values("x ".repeat(KeyWords.WORDS_MAX - 2) + "--token " + SECRET).contains(SECRET));
  }
}
