/** Python interpreters, the environments of plugins, and the Python code that ships in the jar. */
package io.synapse.python;
