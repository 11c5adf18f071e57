package dev.brattice.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  @ParameterizedTest
  @ValueSource(strings = {"Bearer bk_1", "bearer bk_1", "BEARER bk_1", "Bearer   bk_1 "})
  void readsTheSchemeInWhateverCase(String header) {
    assertEquals(new Credential.Key("bk_1"), Credential.of(List.of(header), List.of()));
  }

  @Test
  void readsTheHeaderOfItsOwn() {
    assertEquals(new Credential.Key("bk_1"), Credential.of(List.of(), List.of("bk_1")));
  }

  @Test
  void nothingIsNothing() {
    assertEquals(new Credential.None(), Credential.of(List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer eyJhbGciOiJub25lIn0.e30.", "bearer x", "BEARER  abc "})
  void anotherBearerTokenIsOneToBeJudged(String header) {
    assertInstanceOf(Credential.Token.class, Credential.of(List.of(header), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "bk_1", "Bearer", "Bearer ", ""})
  void takesNothingElseForAKey(String header) {
    assertInstanceOf(Credential.Unusable.class, Credential.of(List.of(header), List.of()));
  }

  @Test
  void refusesToChooseBetweenTwo() {
    var twice = Credential.of(List.of("Bearer bk_1", "Bearer bk_1"), List.of());
    assertInstanceOf(Credential.Unusable.class, twice);
    var both = Credential.of(List.of("Bearer bk_1"), List.of("bk_1"));
    assertInstanceOf(Credential.Unusable.class, both);
    assertInstanceOf(Credential.Unusable.class, Credential.of(List.of(), List.of("bk_1", "bk_2")));
  }

  @Test
  void neverShowsTheKey() {
    assertFalse(new Credential.Key("bk_abc").toString().contains("abc"));
    assertFalse(new Credential.Token("eyJabc").toString().contains("abc"));
    var unusable = Credential.of(List.of("Basic hunter2"), List.of());
    assertFalse(unusable.toString().contains("hunter2"));
  }
}
