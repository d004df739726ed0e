package io.synapse.cli.scaffold;

/** What a plugin can be written in. */
public enum PluginLanguage {
  python,
  java
}
