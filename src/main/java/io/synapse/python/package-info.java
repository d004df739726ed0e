/**
 * Python: interpreters, what is installed in them, and the code in Python that ships in the jar.
 */
package io.synapse.python;
