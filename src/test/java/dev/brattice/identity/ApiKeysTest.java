package dev.brattice.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.brattice.bytes.Bytes;
import dev.brattice.crypto.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private static final ApiKeys KEYS =
      new ApiKeys(List.of(key("ci", "bk_one", "deploy"), key("desk", "bk_two")));

  private static ApiKey key(String name, String text, String... roles) {
    return new ApiKey(name, Digest.sha256(text.getBytes(StandardCharsets.UTF_8)), List.of(roles));
  }

  @Test
  void namesTheHolderWithItsRoles() {
    Principal holder = KEYS.holder("bk_one").orElseThrow();
    assertEquals("workload:api-key:ci", holder.name());
    assertEquals(List.of("deploy"), holder.roles());
    assertEquals("workload:api-key:desk", KEYS.holder("bk_two").orElseThrow().name());
  }

  @Test
  void knowsNobodyElse() {
    assertEquals(Optional.empty(), KEYS.holder("bk_three"));
    assertEquals(Optional.empty(), KEYS.holder("bk_one "));
    assertEquals(Optional.empty(), KEYS.holder("bk_"));
    assertEquals(Optional.empty(), KEYS.holder(""));
  }

  @Test
  void aHashIsNoKey() {
    String hash = Digest.sha256("bk_one".getBytes(StandardCharsets.UTF_8)).toHex();
    assertEquals(Optional.empty(), KEYS.holder(hash));
    assertEquals(Optional.empty(), KEYS.holder(ApiKeys.PREFIX + hash));
  }

  @Test
  void aLongerKeyIsNotHashed() {
    String longest = ApiKeys.PREFIX + "a".repeat(ApiKeys.KEY_CHARS_MAX - 3);
    var keys = new ApiKeys(List.of(key("long", longest), key("longer", longest + "a")));
    assertTrue(keys.holder(longest).isPresent());
    assertEquals(Optional.empty(), keys.holder(longest + "a"));
  }

  @Test
  void eachNameAndEachHashIsThereOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ApiKeys(List.of(key("a", "bk_1"), key("a", "bk_2"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ApiKeys(List.of(key("a", "bk_1"), key("b", "bk_1"))));
  }

  @Test
  void thereAreOnlySoMany() {
    List<ApiKey> keys = new ArrayList<>();
    for (int i = 0; i < ApiKeys.KEYS_MAX; i++) {
      keys.add(key("n" + i, "bk_" + i));
    }
    assertTrue(new ApiKeys(keys).holder("bk_255").isPresent());
    keys.add(key("more", "bk_more"));
    assertThrows(IllegalArgumentException.class, () -> new ApiKeys(keys));
  }

  @Test
  void aFreshKeyIsLongAndItsOwn() {
    String fresh = ApiKeys.fresh();
    assertEquals(ApiKeys.PREFIX.length() + 43, fresh.length());
    assertNotEquals(fresh, ApiKeys.fresh());
    assertTrue(new ApiKeys(List.of(key("new", fresh))).holder(fresh).isPresent());
  }

  @Test
  void hashesAreComparedInConstantTime() {
    JavaClasses keys = new ClassFileImporter().importClasses(ApiKeys.class);
    classes()
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(keys);
    noClasses()
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .orShould()
        .callMethod(Bytes.class, "equals", Object.class)
        .check(keys);
  }
}
