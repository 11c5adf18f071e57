package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
  @TempDir private Path folder;

  @Test
  void loadsAndMeansTheDefaults() throws Exception {
    assertEquals(
        Configuration.load(Optional.empty(), Map.of(), Map.of()).settings(),
        load(Template.text()).settings());
  }

  @Test
  void everyCommentedLineIsValidWhenUncommented() throws Exception {
    Settings settings = load(uncommented(Template.text())).settings();
    assertEquals(List.of("files", "web"), List.copyOf(settings.servers().keySet()));
  }

  @Test
  void namesEveryKey() {
    for (Key key : Keys.all()) {
      assertTrue(Template.text().contains(key.name() + ": "), key.path());
    }
  }

  private static String uncommented(String text) {
    var out = new StringBuilder();
    for (String line : text.lines().toList()) {
      boolean prose = line.startsWith("# ") && !line.startsWith("#  ");
      out.append(line.startsWith("#") && !prose ? line.substring(1) : line).append('\n');
    }
    return out.toString();
  }

  private Configuration load(String text) throws IOException, ConfigException {
    Path file = Files.writeString(folder.resolve("brattice.yaml"), text);
    return Configuration.load(Optional.of(file), Map.of(), Map.of());
  }
}
