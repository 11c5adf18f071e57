package dev.brattice.policy;

/**
 * Why a verdict is what it is.
 *
 * @param rule id of the policy rule that decided, or {@code default}
 * @param text one sentence for the agent; what would make the call pass, where that may be said
 * @param confidential whether the denial rests on labels or provenance, so that the agent gets a
 *     uniform text instead: a detailed denial is itself a leak
 * @param owasp the class in the OWASP Top 10 for agentic applications; empty where none fits
 */
public record Reason(String rule, String text, boolean confidential, String owasp) {}
