/**
 * Python interpreters, and what is installed in them: which one a plugin gets, and the virtual
 * environments that are made for plugins.
 */
package io.synapse.python;
