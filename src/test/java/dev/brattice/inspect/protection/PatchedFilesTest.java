package dev.brattice.inspect.protection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatchedFilesTest {
  @Test
  void readsBothSidesOfADiff() {
    List<String> files = PatchedFiles.of("--- a/x.txt\t2026\n+++ b/y.txt\n@@ -1 +1 @@\n-a\n+b\n");
    assertEquals(List.of("a/x.txt", "x.txt", "b/y.txt", "y.txt"), files);
  }

  @Test
  void readsNoFilesFromProse() {
    assertEquals(List.of(), PatchedFiles.of("--- a list ---\n.mcp.json\n+++ more"));
  }

  @Test
  void looksAtABoundedNumberOfFiles() {
    String patch = "*** Begin Patch\n" + "*** Add File: x\n".repeat(PatchedFiles.FILES_MAX + 5);
    assertEquals(PatchedFiles.FILES_MAX, PatchedFiles.of(patch).size());
  }

  @Test
  @Timeout(20)
  void finishesOnAMegabyteOfHeadings() {
    assertTrue(PatchedFiles.of("\n@@\n" + "+++ ".repeat(250_000)).isEmpty());
  }

  @Test
  void readsABoundedNumberOfNestedStrings() {
    String json = "[" + "\"a\",".repeat(NestedStrings.STRINGS_MAX) + "\"b\"]";
    assertEquals(NestedStrings.STRINGS_MAX, NestedStrings.in(json).size());
    assertEquals(
        List.of(), NestedStrings.in("[\"" + "a".repeat(NestedStrings.TEXT_CHARS_MAX) + "\"]"));
  }

  @Test
  void putsABoundedNumberOfNamesTogether() {
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < NamedApart.EACH_MAX * 2; i++) {
      leaves.add(new Leaf("/dir", "dir", "d" + i, Role.PATH));
      leaves.add(new Leaf("/filename", "filename", "f" + i, Role.PATH));
    }
    int most = NamedApart.EACH_MAX * NamedApart.EACH_MAX;
    assertEquals(most, NamedApart.in(leaves).size());
  }
}
