package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.policy.yaml.Nearest;
import dev.brattice.policy.yaml.Yaml;
import dev.brattice.policy.yaml.YamlException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles and type-checks expressions (Common Expression Language). With {@link CelCondition},
 * {@link ExpressionTypes} and {@link ExpressionValues} the only classes that load the expression
 * library; a policy without {@code when} never does. For one thread.
 */
final class Expressions {
  /** The most characters of one expression. */
  static final int CHARS_MAX = 4_096;

  /**
   * The most steps of all loops of one evaluation together. A longer list in an argument faults the
   * rule.
   */
  static final int ITERATIONS_MAX = 10_000;

  /** The variable of the program that reads a point in time. */
  static final String TEXT = "text";

  private static final int PARSE_DEPTH_MAX = 32;
  private static final int REGEX_PROGRAM_MAX = 5_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(CHARS_MAX)
          .maxParseRecursionDepth(PARSE_DEPTH_MAX)
          .maxRegexProgramSize(REGEX_PROGRAM_MAX)
          .comprehensionMaxIterations(ITERATIONS_MAX)
          // 1 and 1.0 are the same number in JSON.
          .enableHeterogeneousNumericComparisons(true)
          .enableTimestampEpoch(true)
          .build();

  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
  private final Map<Set<Direction>, CelCompiler> compilers = new HashMap<>();
  private final CelRuntime.Program timestamp;
  private final CelValidator literals;

  /** Sets the library up. */
  Expressions() {
    CelCompiler plain =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .addVar(TEXT, SimpleType.STRING)
            .build();
    try {
      timestamp = runtime.createProgram(plain.compile("timestamp(" + TEXT + ")").getAst());
    } catch (CelValidationException | CelEvaluationException impossible) {
      throw new IllegalStateException("the expression library knows `timestamp`", impossible);
    }
    literals =
        CelValidatorFactory.standardCelValidatorBuilder(plain, runtime)
            .addAstValidators(
                RegexLiteralValidator.INSTANCE,
                TimestampLiteralValidator.INSTANCE,
                DurationLiteralValidator.INSTANCE)
            .build();
  }

  /**
   * Compiles {@code text}.
   *
   * @param directions where the rule applies; decides which variables are known
   * @param place where the expression stands
   * @throws YamlException if it is not well formed, not well typed, or no claim
   */
  Condition compile(String text, Set<Direction> directions, Yaml place) throws YamlException {
    if (text.length() > CHARS_MAX) {
      throw new YamlException(
          place.line(),
          "expected an expression of at most "
              + CHARS_MAX
              + " characters for `when`, got one of "
              + text.length());
    }
    CelCompiler compiler = compilers.computeIfAbsent(directions, Expressions::compiler);
    try {
      CelAbstractSyntaxTree tree = checked(compiler.compile(text), directions, place);
      checked(literals.validate(tree), directions, place);
      return new CelCondition(runtime.createProgram(tree), variables(tree), timestamp);
    } catch (CelValidationException | CelEvaluationException unusable) {
      throw new YamlException(
          place.line(), "expected a CEL expression for `when`, got one that cannot be compiled");
    }
  }

  @SuppressWarnings("deprecation") // See ExpressionTypes.
  private static CelCompiler compiler(Set<Direction> directions) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(new ExpressionTypes())
            .setResultType(SimpleType.BOOL);
    for (Variable variable : Variable.values()) {
      if (variable.isKnownIn(directions)) {
        builder.addVar(variable.label(), ExpressionTypes.of(variable));
      }
    }
    return builder.build();
  }

  private static CelAbstractSyntaxTree checked(
      CelValidationResult result, Set<Direction> directions, Yaml place)
      throws YamlException, CelValidationException {
    if (result.hasError()) {
      List<CelIssue> issues = result.getErrors();
      CelIssue issue = issues.getFirst();
      throw new YamlException(
          line(issue, place),
          "expected a valid CEL expression for `when`, got one with "
              + problem(issue.getMessage(), directions));
    }
    return result.getAst();
  }

  /** The text of a block scalar begins in the line behind its sign. */
  private static int line(CelIssue issue, Yaml place) {
    int offset = Math.max(0, issue.getSourceLocation().getLine() - 1);
    boolean block = place instanceof Yaml.Scalar scalar && scalar.block();
    return place.line() + offset + (block ? 1 : 0);
  }

  private static String problem(String message, Set<Direction> directions) {
    Optional<String> name = quoted(message);
    if (name.isPresent() && message.startsWith("undeclared reference")) {
      return unknownVariable(name.get(), directions);
    }
    if (name.isPresent() && message.startsWith("undefined field")) {
      return "the unknown field `"
          + name.get()
          + "`"
          + Nearest.hint(name.get(), ExpressionTypes.fields());
    }
    return "this fault: " + message.replace('\n', ' ').strip();
  }

  private static String unknownVariable(String name, Set<Direction> directions) {
    for (Variable variable : Variable.values()) {
      if (variable.label().equals(name)) {
        List<String> where = variable.known().stream().map(Direction::label).sorted().toList();
        return "the variable `"
            + name
            + "`, which is known only where all directions are among "
            + Nearest.list(where);
      }
    }
    return "the unknown variable `" + name + "`" + Nearest.hint(name, Variable.labels(directions));
  }

  private static Optional<String> quoted(String message) {
    int start = message.indexOf('\'');
    int end = start < 0 ? -1 : message.indexOf('\'', start + 1);
    return end < 0 ? Optional.empty() : Optional.of(message.substring(start + 1, end));
  }

  private static Set<Variable> variables(CelAbstractSyntaxTree tree) {
    Set<String> names = new HashSet<>();
    Map<Long, CelReference> references = tree.getReferenceMap();
    for (CelReference reference : references.values()) {
      names.add(reference.name());
    }
    Set<Variable> variables = new HashSet<>();
    for (Variable variable : Variable.values()) {
      if (names.contains(variable.label())) {
        variables.add(variable);
      }
    }
    return variables;
  }
}
