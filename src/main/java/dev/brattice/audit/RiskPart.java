package dev.brattice.audit;

/**
 * One part of a risk score.
 *
 * @param part what it is for: {@code findings}, {@code provenance}, {@code effect}, {@code verdict}
 * @param points how much it adds, 1 to 100
 */
public record RiskPart(String part, int points) {}
