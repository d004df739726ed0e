package io.synapse.terminal;

/**
 * What the user asked to see.
 *
 * @param mode the form
 * @param detail how much of it; JSON lines always have everything
 */
public record ViewSettings(ViewMode mode, Detail detail) {}
