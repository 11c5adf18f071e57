package dev.brattice.policy;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compiled expression. */
final class CelCondition implements Condition {
  private static final String NOW = Variable.NOW.label();

  private final CelRuntime.Program program;
  private final CelRuntime.Program timestamp;
  private final Map<String, Variable> variables = new HashMap<>();
  private final boolean readsProvenance;

  /**
   * A condition.
   *
   * @param program the expression
   * @param variables what it reads
   * @param timestamp turns the text {@link Expressions#TEXT} into a point in time
   */
  CelCondition(CelRuntime.Program program, Set<Variable> variables, CelRuntime.Program timestamp) {
    this.program = program;
    this.timestamp = timestamp;
    for (Variable variable : variables) {
      this.variables.put(variable.label(), variable);
    }
    this.readsProvenance =
        variables.contains(Variable.LABELS) || variables.contains(Variable.ORIGINS);
  }

  @Override
  public boolean holds(Facts facts, Map<String, Object> memo) throws ConditionFault {
    CelVariableResolver values = name -> value(name, facts, memo);
    Object outcome;
    try {
      if (variables.containsKey(NOW) && !memo.containsKey(NOW)) {
        memo.put(NOW, timestamp.eval(Map.of(Expressions.TEXT, now(facts))));
      }
      outcome = program.eval(values);
    } catch (CelEvaluationException fault) {
      // The library's own message can quote an argument: only its kind is told.
      throw new ConditionFault(clause(fault.getErrorCode()));
    }
    if (outcome instanceof Boolean holds) {
      return holds;
    }
    throw new ConditionFault("it gives something other than true or false");
  }

  private Optional<Object> value(String name, Facts facts, Map<String, Object> memo) {
    return Optional.ofNullable(variables.get(name))
        .map(
            variable -> memo.computeIfAbsent(name, absent -> ExpressionValues.of(variable, facts)));
  }

  private static Object now(Facts facts) {
    return ExpressionValues.of(Variable.NOW, facts);
  }

  private static String clause(CelErrorCode code) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "it reads a value that is absent; guard it with `has(…)`";
      case INDEX_OUT_OF_BOUNDS -> "it reads past the end of a list";
      case DIVIDE_BY_ZERO -> "it divides by zero";
      case NUMERIC_OVERFLOW -> "a number in it is too large";
      case ITERATION_BUDGET_EXCEEDED ->
          "it needs more than " + Expressions.ITERATIONS_MAX + " steps";
      case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD -> "a value has another type than it expects";
      case INVALID_ARGUMENT, BAD_FORMAT -> "a value has another form than it expects";
      case DUPLICATE_ATTRIBUTE, TYPE_NOT_FOUND, INTERNAL_ERROR -> "its evaluation failed";
    };
  }

  @Override
  public boolean readsProvenance() {
    return readsProvenance;
  }
}
