package dev.brattice.policy;

import dev.cel.checker.TypeProvider;
import dev.cel.common.types.CelProtoTypes;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeType;
import dev.cel.expr.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The types of an expression's variables: a misspelt field is found while loading. Findings,
 * touches and origins are structures to the checker and plain maps when evaluated.
 */
@SuppressWarnings(
    "deprecation") // Its successor's signatures need Guava, which is no module of ours.
final class ExpressionTypes implements TypeProvider {
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);
  private static final String FINDING = "Finding";
  private static final String TOUCH = "Touch";
  private static final String ORIGIN = "Origin";

  private static final Map<String, Map<String, CelType>> STRUCTURES =
      Map.of(
          FINDING,
          Map.of(
              "rule", SimpleType.STRING,
              "family", SimpleType.STRING,
              "severity", SimpleType.STRING,
              "confidence", SimpleType.DOUBLE,
              "disguise", SimpleType.STRING,
              "pointer", SimpleType.STRING),
          TOUCH,
          Map.of(
              "action", SimpleType.STRING,
              "kind", SimpleType.STRING,
              "name", SimpleType.STRING,
              "categories", TEXTS),
          ORIGIN,
          Map.of(
              "call", SimpleType.STRING,
              "server", SimpleType.STRING,
              "tool", SimpleType.STRING,
              "source", SimpleType.STRING,
              "category", SimpleType.STRING,
              "match", SimpleType.STRING,
              "disguise", SimpleType.STRING,
              "pointer", SimpleType.STRING));

  /** The type of {@code variable}. */
  static CelType of(Variable variable) {
    return switch (variable) {
      case DIRECTION, METHOD, SERVER, TOOL, PRINCIPAL, AGENT, TRUST_DOMAIN, EFFECT ->
          SimpleType.STRING;
      case FINDINGS -> ListType.create(StructTypeReference.create(FINDING));
      case TOUCHES -> ListType.create(StructTypeReference.create(TOUCH));
      case ORIGINS -> ListType.create(StructTypeReference.create(ORIGIN));
      case LABELS, ROLES -> TEXTS;
      case NOW -> SimpleType.TIMESTAMP;
      case ARGS -> MapType.create(SimpleType.STRING, SimpleType.DYN);
      case RESULT, DEFINITION, REQUEST, ANSWER -> SimpleType.DYN;
    };
  }

  /** The type of {@code variable} in words, with the fields of structures. */
  static String words(Variable variable) {
    return switch (variable) {
      case DIRECTION, METHOD, SERVER, TOOL, PRINCIPAL, AGENT, TRUST_DOMAIN, EFFECT -> "text";
      case FINDINGS -> "list of " + fields(FINDING);
      case TOUCHES -> "list of " + fields(TOUCH);
      case ORIGINS -> "list of " + fields(ORIGIN);
      case LABELS, ROLES -> "list of text";
      case NOW -> "timestamp";
      case ARGS -> "mapping of any";
      case RESULT, DEFINITION, REQUEST, ANSWER -> "any";
    };
  }

  private static Set<String> fields(String structure) {
    return new TreeSet<>(STRUCTURES.getOrDefault(structure, Map.of()).keySet());
  }

  /** Every field of every structure, for hints. */
  static Collection<String> fields() {
    var fields = new TreeSet<String>();
    for (Map<String, CelType> structure : STRUCTURES.values()) {
      fields.addAll(structure.keySet());
    }
    return fields;
  }

  @Override
  public Optional<CelType> lookupCelType(String name) {
    return STRUCTURES.containsKey(name)
        ? Optional.of(TypeType.create(StructTypeReference.create(name)))
        : Optional.empty();
  }

  @Override
  public @Nullable Type lookupType(String name) {
    return lookupCelType(name).map(CelProtoTypes::celTypeToType).orElse(null);
  }

  @Override
  public @Nullable FieldType lookupFieldType(CelType type, String field) {
    return lookupField(type.name(), field);
  }

  @Override
  public @Nullable FieldType lookupFieldType(Type type, String field) {
    return lookupField(CelProtoTypes.typeToCelType(type).name(), field);
  }

  private static @Nullable FieldType lookupField(String structure, String field) {
    Map<String, CelType> fields = STRUCTURES.getOrDefault(structure, Map.of());
    return Optional.ofNullable(fields.get(field))
        .map(type -> FieldType.of(CelProtoTypes.celTypeToType(type)))
        .orElse(null);
  }

  @Override
  public @Nullable Integer lookupEnumValue(String name) {
    return null;
  }
}
