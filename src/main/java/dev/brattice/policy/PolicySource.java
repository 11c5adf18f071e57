package dev.brattice.policy;

/**
 * One policy file.
 *
 * @param name how it is called in messages
 * @param text its YAML
 */
public record PolicySource(String name, String text) {}
