package dev.brattice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write files against, dumped so that a change of it shows in review. */
class SurfaceTest {
  @TempDir private Path folder;

  @Test
  void configurationKeys() throws IOException {
    var text = new StringBuilder();
    for (Key key : Keys.all()) {
      text.append(key.path())
          .append(" | ")
          .append(key.kind().words())
          .append(key.choices().isEmpty() ? "" : ": " + String.join(", ", key.choices()))
          .append(key.kind() == Key.Kind.INTEGER ? " " + key.least() + ".." + key.most() : "")
          .append(" | ")
          .append(absent(key))
          .append(" | ")
          .append(key.description())
          .append('\n');
    }
    Golden.check("docs/surface/config-keys.txt", text.toString());
  }

  private static String absent(Key key) {
    return switch (key.absent()) {
      case Value.Text text -> text.text().isEmpty() ? "-" : text.text();
      case Value.Texts texts -> texts.texts().isEmpty() ? "-" : texts.texts().toString();
      case Value.Pairs ignored -> "-";
    };
  }

  @Test
  void configurationSchema() throws IOException {
    Golden.check("docs/surface/config-schema.json", Configuration.schema());
  }

  @Test
  void configurationTemplate() throws IOException {
    Golden.check("docs/surface/brattice.yaml", Template.text());
  }

  @Test
  void configurationAsShown() throws Exception {
    Path file = folder.resolve("brattice.yaml");
    Files.writeString(
        file,
        """
        mode: audit
        servers:
          web:
            command: [web-server, --token, "hidden"]
            env: {KEY: "hidden"}
        """);
    String shown =
        Configuration.load(
                Optional.of(file),
                Map.of("BRATTICE_AUDIT__DURABILITY", "strict"),
                Map.of("deny_as", "error"))
            .show()
            .replace(file.toString(), "brattice.yaml");
    Golden.check("src/test/resources/config/show.yaml", shown);
  }
}
