/**
 * Python: which interpreter a plugin gets and what is installed there, the virtual environments
 * that are made for plugins, and the code in Python that ships in the jar.
 */
package io.synapse.python;
